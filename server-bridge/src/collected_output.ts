import {PassThrough} from 'node:stream';

/** A sink that keeps the first `limitBytes` of what is written to it, and drops the rest. */
export function collectOutput(limitBytes: number): {readonly sink: PassThrough; readonly text: () => string} {
    const sink = new PassThrough();
    const chunks: Buffer[] = [];
    let bytes = 0;
    sink.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= limitBytes) {
            chunks.push(chunk);
        }
    });
    return {sink, text: () => Buffer.concat(chunks).toString('utf8')};
}
