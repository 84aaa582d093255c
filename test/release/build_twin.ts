import {existsSync} from 'node:fs';
import {mkdir, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {runCommand} from '../engine/command.ts';
import type {CommandResult} from '../engine/command.ts';
import {ROOT} from './released.ts';

/** On the checkout's own disk, so that the packages are linked instead of copied. */
const TWIN = join(ROOT, 'build/out/twin');
const PACKAGES = ['node_modules', 'server-bridge/node_modules', 'build/react_19/node_modules'];
const BUILD_TIMEOUT_MS = 600_000;

/** The same sources in another folder, built there from nothing. */
export type Twin = {readonly release: string; remove(): Promise<void>};

/** Copies every file Git knows or would add, links the packages, and builds a release that `key` signs, with the given variables. */
export async function buildTwin(key: string, env: Readonly<Record<string, string>>): Promise<Twin> {
    await rm(TWIN, {recursive: true, force: true});
    await mkdir(TWIN, {recursive: true});
    const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], ROOT);
    const files = listed.stdout.split('\0').filter((file) => file !== '' && existsSync(join(ROOT, file)));
    await run('cp', ['--parents', '--target-directory', TWIN, ...files], ROOT);
    for (const folder of PACKAGES.filter((one) => existsSync(join(ROOT, one)))) {
        await run('cp', ['--archive', '--link', folder, dirname(join(TWIN, folder))], ROOT);
    }
    const path = `${join(TWIN, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`;
    const variables = {PATH: path, HOME: process.env['HOME'] ?? '', ...env};
    await run(process.execPath, ['build/bundle.ts'], TWIN, variables);
    await run(process.execPath, ['build/release/release.ts', '--key', key], TWIN, variables);
    return {release: join(TWIN, 'dist/release'), remove: () => rm(TWIN, {recursive: true, force: true})};
}

async function run(
    program: string,
    args: readonly string[],
    cwd: string,
    env?: Readonly<Record<string, string>>,
): Promise<CommandResult> {
    const result = await runCommand(program, args, {cwd, timeoutMs: BUILD_TIMEOUT_MS, ...(env && {env})});
    if (result.code !== 0) {
        throw new Error(`${program} ended with exit ${result.code}:\n${result.stderr}`);
    }
    return result;
}
