import {readdir, readFile} from 'node:fs/promises';
import {gzipSync} from 'node:zlib';
import type {Figure} from './figure.ts';

const ROOT = new URL('../../', import.meta.url);
const PAGE = new URL('webapp/dist/', ROOT);

/** Sizes of what is shipped, as a browser or an image receives it. */
export async function measureBundle(): Promise<readonly Figure[]> {
    const agent = await readFile(new URL('server-bridge/dist/agent/main.mjs', ROOT));
    const [entry, page, move] = (await Promise.all(['main', 'page', 'move'].map(measureScript))) as [
        number,
        number,
        number,
    ];
    return [
        {name: 'page, what everybody who chats loads, gzip -9', value: entry, unit: 'kB', limit: 5},
        {name: 'page, opened without an agent, gzip -9', value: entry + page, unit: 'kB', limit: 100},
        {name: 'page, what an agent adds, gzip -9', value: move, unit: 'kB', limit: 30},
        {name: 'agent bundle, gzip -9', value: gzipSync(agent, {level: 9}).length / 1000, unit: 'kB'},
    ];
}

/** kB of gzip of the scripts `<name>.js` and `<name>.<hash>.js`. */
async function measureScript(name: string): Promise<number> {
    const files = (await readdir(PAGE)).filter((file) => file.startsWith(`${name}.`) && file.endsWith('.js'));
    const texts = await Promise.all(files.map((file) => readFile(new URL(file, PAGE))));
    return texts.reduce((sum, text) => sum + gzipSync(text, {level: 9}).length, 0) / 1000;
}
