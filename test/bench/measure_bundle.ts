import {readFile} from 'node:fs/promises';
import {gzipSync} from 'node:zlib';
import type {Figure} from './figure.ts';

const ROOT = new URL('../../', import.meta.url);

/** Sizes of what is shipped, as a browser or an image receives it. */
export async function measureBundle(): Promise<readonly Figure[]> {
    const page = await readFile(new URL('webapp/dist/main.js', ROOT));
    const agent = await readFile(new URL('server-bridge/dist/agent/main.mjs', ROOT));
    return [
        {name: 'page bundle, gzip -9', value: gzipSync(page, {level: 9}).length / 1000, unit: 'kB', limit: 100},
        {name: 'agent bundle, gzip -9', value: gzipSync(agent, {level: 9}).length / 1000, unit: 'kB'},
    ];
}
