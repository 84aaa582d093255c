import {readdir, readFile} from 'node:fs/promises';
import {basename, join} from 'node:path';

const ROOMS = ['core', 'server-bridge', 'webapp', 'test'];
const TEST_FILE = /[\w/.-]+\.test\.tsx?/g;

/** The test files that pages name to show a claim, and that are not there: `<page>: <test>`. */
export async function findUnknownTests(root: string, pages: readonly string[]): Promise<readonly string[]> {
    const lists = await Promise.all(ROOMS.map((room) => readdir(join(root, room), {recursive: true})));
    const known = new Set(
        lists
            .flat()
            .filter((path) => !path.includes('node_modules'))
            .map((path) => basename(path)),
    );
    const found = await Promise.all(
        pages.map(async (page) => {
            const named = (await readFile(join(root, page), 'utf8')).match(TEST_FILE) ?? [];
            return named.filter((test) => !known.has(basename(test))).map((test) => `${page}: ${test}`);
        }),
    );
    return found.flat();
}
