import {execFile} from 'node:child_process';
import {chmod, copyFile, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {AGENT_FOLDER, listFiles, NODE, ROOT} from './project.ts';

const run = promisify(execFile);

/** The mark in Node's executable that says it carries a program (nodejs.org/api/single-executable-applications.html). */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * Writes the agent as one executable: the Node that runs here, with the files of `make dist` inside. It takes its options from the
 * inside alone, never from NODE_OPTIONS. `workFolder` is for what is needed on the way.
 */
export async function writeExecutable(path: string, workFolder: string): Promise<void> {
    const folder = await mkdtemp(join(workFolder, 'executable-'));
    try {
        // Names without a folder: Node writes the entry's path into the executable.
        await copyFile(join(ROOT, 'server-bridge/bin/executable.cjs'), join(folder, 'executable.cjs'));
        const names = await listFiles(AGENT_FOLDER);
        const config = {
            main: 'executable.cjs',
            output: 'program.blob',
            disableExperimentalSEAWarning: true,
            execArgv: ['--disable-sigusr1', '--report-exclude-env', '--max-semi-space-size=1', '--optimize-for-size'],
            execArgvExtension: 'none',
            assets: Object.fromEntries(names.map((name) => [name, join(AGENT_FOLDER, name)])),
        };
        await writeFile(join(folder, 'config.json'), JSON.stringify(config));
        await run(NODE, ['--experimental-sea-config', 'config.json'], {cwd: folder});
        await copyFile(NODE, path);
        await chmod(path, 0o755);
        // It warns of Node's own notes on the way; what it says counts where it fails.
        const postject = join(ROOT, 'node_modules/postject/dist/cli.js');
        await run(NODE, [postject, path, 'NODE_SEA_BLOB', join(folder, 'program.blob'), '--sentinel-fuse', FUSE]);
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}
