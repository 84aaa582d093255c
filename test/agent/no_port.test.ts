import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir, readFile, readlink} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {startInitRig} from '../demo/init_rig.ts';
import {SAMPLE_WORLD} from '../demo/sample_world.ts';
import {eventually} from './queue_rig.ts';
import {AGENT_BIN} from './run_agent.ts';

const LISTENING = '0A';

/** How many TCP sockets the process listens on: its own among those of /proc/net/tcp. */
async function countPorts(pid: number | undefined): Promise<number> {
    const folder = `/proc/${String(pid)}`;
    const links = (await readdir(`${folder}/fd`)).map((name) => readlink(`${folder}/fd/${name}`).catch(() => ''));
    const own = new Set(await Promise.all(links));
    const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`${folder}/net/${name}`, 'utf8')));
    return tables
        .flatMap((table) => table.trim().split('\n').slice(1))
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === LISTENING && own.has(`socket:[${fields[9] ?? ''}]`)).length;
}

// docs/threat-model.md: nobody reaches the agent, it dials out.
test('an agent that answers the page listens on no port', async () => {
    const rig = await startInitRig({world: SAMPLE_WORLD});
    try {
        await rig.init();
        const settings = join(rig.agentDirectory, 'fips-agent.yaml');
        const env = {...rig.deployment.agentEnvironment, PATH: process.env['PATH'] ?? ''};
        const agent = spawn(process.execPath, [AGENT_BIN, 'serve', '--settings', settings], {env, stdio: 'ignore'});
        try {
            await eventually('its first message', () =>
                Promise.resolve(rig.world.state.posts.find(({type}) => type === 'custom_fips_reply')),
            );
            expect(await countPorts(agent.pid)).toBe(0);
        } finally {
            agent.kill('SIGTERM');
            await once(agent, 'close');
        }
    } finally {
        await rig.close();
    }
});

test('a port that is open would be seen', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    expect(await countPorts(process.pid)).toBeGreaterThan(0);
    server.close();
});
