import {setTimeout as delay} from 'node:timers/promises';
import {mkdtemp, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runBackupCommand} from './backup_command.ts';

describe('runBackupCommand', () => {
    let folder = '';
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'backup-command-'));
    });
    afterEach(() => rm(folder, {recursive: true, force: true}));

    const outputFile = () => join(folder, 'output');
    const run = (command: readonly string[], more: {readonly timeoutMs?: number; readonly signal?: AbortSignal} = {}) =>
        runBackupCommand({command, outputFile: outputFile(), timeoutMs: 10_000, ...more});
    const shell = (script: string, more = {}) => run(['/bin/sh', '-c', script], more);

    test('both outputs go to the file alone, and the environment is emptied', async () => {
        await expect(shell('echo out; echo err >&2; env')).resolves.toEqual({code: 'done'});
        const text = await readFile(outputFile(), 'utf8');
        expect(text).toMatch(/^out\nerr\n/);
        expect(text.match(/^\w+(?==)/gm)?.filter((name) => !['PATH', 'PWD', 'SHLVL', '_'].includes(name))).toEqual([]);
        expect((await stat(outputFile())).mode & 0o777).toBe(0o600);
    });

    test('arguments are no shell text', async () => {
        await run(['/bin/echo', '$HOME; `id`']);
        await expect(readFile(outputFile(), 'utf8')).resolves.toBe('$HOME; `id`\n');
    });

    test.each([
        ['an exit code', 'exit 7', {code: 'failed', exitCode: 7}],
        ['a signal', 'kill -9 $$', {code: 'failed', exitCode: -1}],
    ])('%s -> failed', async (_name, script, result) => {
        await expect(shell(script)).resolves.toEqual(result);
    });

    test.each([[['sh', '-c', 'true']], [['/nonexistent/program']], [[]]])('%j -> not_started', async (command) => {
        await expect(run(command)).resolves.toEqual({code: 'not_started'});
    });

    test('the time limit ends the whole group', async () => {
        const script = 'sleep 60 & echo $!; wait';
        await expect(shell(script, {timeoutMs: 300})).resolves.toEqual({code: 'timed_out'});
        const child = Number(await readFile(outputFile(), 'utf8'));
        // A process that was killed may still be on its way out on a busy machine.
        const readState = () => readFile(`/proc/${child}/stat`, 'utf8').catch(() => 'gone');
        let state = await readState();
        for (let look = 0; look < 500 && !/^gone$|\) Z /.test(state); look += 1) {
            await delay(20);
            state = await readState();
        }
        expect(state).toMatch(/^gone$|\) Z /);
    });

    test('the signal ends it', async () => {
        const stopping = new AbortController();
        const running = shell('echo started; sleep 60', {signal: stopping.signal});
        setTimeout(() => stopping.abort(), 100);
        await expect(running).resolves.toEqual({code: 'interrupted'});
        await expect(shell('true', {signal: stopping.signal})).resolves.toEqual({code: 'interrupted'});
    });
});
