import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import type {Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import type Docker from 'dockerode';

/** Loads what `docker save` wrote; false where there is no such file, or the engine finds no image in it. */
export async function loadImage(docker: Docker, path: string): Promise<boolean> {
    const info = await stat(path).catch(() => undefined);
    if (!info?.isFile()) {
        return false;
    }
    const answer = (await docker.loadImage(createReadStream(path), {quiet: true})) as Readable;
    // The engine reports what went wrong inside a 200 stream.
    return !(await text(answer)).includes('"errorDetail"');
}
