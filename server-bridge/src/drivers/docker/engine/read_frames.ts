import type {Readable} from 'node:stream';

const HEADER_BYTES = 8;
const STDERR = 2;

/** A piece of a program's output. */
export type OutputPart = {readonly isError: boolean; readonly bytes: Buffer};

/** A stream of the engine taken apart: kind, three zeros, length, bytes. Throws where it was cut off in the middle of a frame. */
export async function* readFrames(connection: Readable): AsyncGenerator<OutputPart> {
    let header = Buffer.alloc(0);
    let frameLeft = 0;
    let isError = false;
    for await (const data of connection) {
        let chunk = data as Buffer;
        while (chunk.length > 0) {
            const size = frameLeft > 0 ? frameLeft : HEADER_BYTES - header.length;
            const part = chunk.subarray(0, size);
            chunk = chunk.subarray(size);
            if (frameLeft === 0) {
                header = Buffer.concat([header, part]);
                if (header.length === HEADER_BYTES) {
                    isError = header[0] === STDERR;
                    frameLeft = header.readUInt32BE(4);
                    header = Buffer.alloc(0);
                }
                continue;
            }
            frameLeft -= part.length;
            yield {isError, bytes: part};
        }
    }
    if (frameLeft > 0 || header.length > 0) {
        throw new Error('the stream was cut off');
    }
}
