import {copyFile, mkdir, realpath} from 'node:fs/promises';
import {dirname, join} from 'node:path';

import {runOrFail} from './command.ts';

/** Copies the libraries a program is linked against to the same paths below `folder`. */
export async function copyLibraries(program: string, folder: string): Promise<void> {
    const {stdout} = await runOrFail('ldd', [program]);
    const paths = [...stdout.matchAll(/(\/\S+) \(0x/g)].flatMap(([, path]) => (path === undefined ? [] : [path]));
    for (const path of paths) {
        await mkdir(join(folder, dirname(path)), {recursive: true});
        await copyFile(await realpath(path), join(folder, path));
    }
}
