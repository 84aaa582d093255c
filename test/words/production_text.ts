import {readdir, readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROOMS = ['core/src', 'server-bridge/src', 'webapp/src'];
/** Where sentences stand, and what only tests read. */
const WORDS = /\/(?:words|testing)\/|(?<!use)_words\.ts$|\/errors\/catalogue\.ts$|\.test\.tsx?$/;

/** A file of production code that uses words, without its comments. */
export type ProductionFile = {readonly path: string; readonly text: string};

/** All production code that speaks: every room's source but the words themselves. */
export async function readProductionFiles(): Promise<readonly ProductionFile[]> {
    const names = await Promise.all(
        ROOMS.map(async (room) =>
            (await readdir(`${ROOT}${room}`, {recursive: true})).map((name) => `${room}/${name}`),
        ),
    );
    const paths = names.flat().filter((path) => /\.tsx?$/.test(path) && !WORDS.test(path));
    return Promise.all(paths.map(async (path) => ({path, text: await readFile(`${ROOT}${path}`, 'utf8')})));
}

/** One file of production code by its path. */
export function readSource(path: string): Promise<string> {
    return readFile(`${ROOT}${path}`, 'utf8');
}
