import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {COMPILE_CACHE} from './compile_cache.ts';

/**
 * Writes an executable file `name` into `folder` that runs the script with this very Node and these variables, so that it
 * needs no PATH. Answers its path.
 */
export async function writeLauncher(
    folder: string,
    name: string,
    script: string,
    env: Readonly<Record<string, string>> = {},
): Promise<string> {
    const path = join(folder, name);
    const exports = Object.entries({...COMPILE_CACHE, ...env}).map(
        ([variable, value]) => `export ${variable}=${quote(value)}\n`,
    );
    const text = `#!/bin/sh\n${exports.join('')}exec ${quote(process.execPath)} ${quote(script)} "$@"\n`;
    await writeFile(path, text, {mode: 0o700});
    return path;
}

function quote(text: string): string {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}
