import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {AGENT_BIN} from './run_agent.ts';

// security.md rules 18 and 27: a core file would hold the bot's token, and so might a debugger or a report.
test('however it is started, the agent may dump no core, and no signal opens a debugger', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'core-'));
    const socket = join(folder, 'docker.sock');
    // An engine that takes the call and never answers: the agent stays to be looked at.
    const engine = createServer().listen(socket);
    await once(engine, 'listening');
    const connected = once(engine, 'connection');
    const script = 'ulimit -c unlimited; exec "$0" "$1" check';
    const agent = spawn('/bin/sh', ['-c', script, process.execPath, AGENT_BIN], {
        env: {
            PATH: process.env['PATH'],
            HOME: folder,
            DOCKER_HOST: `unix://${socket}`,
            STATE_DIR: join(folder, 'state'),
        },
        stdio: 'ignore',
    });
    try {
        await connected;
        expect(await readFile(`/proc/${String(agent.pid)}/limits`, 'utf8')).toMatch(/^Max core file size\s+0\s/m);
        const flags = (await readFile(`/proc/${String(agent.pid)}/cmdline`, 'utf8')).split('\0');
        expect(flags).toEqual(expect.arrayContaining(['--disable-sigusr1', '--report-exclude-env']));
    } finally {
        agent.kill('SIGKILL');
        engine.close();
        await rm(folder, {recursive: true, force: true});
    }
});
