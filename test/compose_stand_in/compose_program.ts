import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const PROGRAM = fileURLToPath(new URL('docker_compose.ts', import.meta.url));

/**
 * Writes `docker-compose` into `folder`: an executable file that needs no PATH, because the agent empties it. Answers its
 * path, for COMPOSE_BINARY.
 */
export async function writeComposeProgram(folder: string): Promise<string> {
    const path = join(folder, 'docker-compose');
    const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
    await writeFile(path, `#!/bin/sh\nexec ${quote(process.execPath)} ${quote(PROGRAM)} "$@"\n`, {mode: 0o700});
    return path;
}
