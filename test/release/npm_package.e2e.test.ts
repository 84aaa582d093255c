import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {delimiter, dirname, join} from 'node:path';
import {runCommand} from '../engine/command.ts';
import {RELEASE, VERSION} from './released.ts';

test('the npm package installs without a network, says nothing but so, and its program runs', async () => {
    const prefix = await mkdtemp(join(tmpdir(), 'npm-'));
    const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
    const env = {PATH: path, HOME: prefix};
    try {
        const archive = join(RELEASE, `fips-agent-${VERSION}.tgz`);
        const installed = await runCommand('npm', ['install', '--global', '--offline', '--prefix', prefix, archive], {
            env,
        });
        expect(installed).toMatchObject({code: 0, stderr: ''});
        expect(installed.stdout).toMatch(/^\s*added 1 package in/);
        const program = join(prefix, 'bin/fips-agent');
        expect(await runCommand(program, ['--version'], {env})).toEqual({code: 0, stdout: `${VERSION}\n`, stderr: ''});
    } finally {
        await rm(prefix, {recursive: true, force: true});
    }
});
