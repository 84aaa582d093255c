import {Readable} from 'node:stream';
import type Docker from 'dockerode';
import {readFrames} from './read_frames.ts';
import type {OutputPart} from './read_frames.ts';

const FRAME_KINDS = [0, 1, 2];

/**
 * GET /containers/{id}/logs as a stream: the library holds the whole of a log that is not followed. A container with a terminal
 * has one stream without frames. `docker` must have no time limit of its own.
 */
export async function* readLogs(
    docker: Docker,
    id: string,
    {since, signal}: {readonly since: Date; readonly signal: AbortSignal},
): AsyncGenerator<OutputPart> {
    const connection = await open(docker, id, Math.max(0, Math.floor(since.getTime() / 1000) || 0));
    const release = () => connection.destroy(new Error('stopped'));
    signal.addEventListener('abort', release, {once: true});
    try {
        signal.throwIfAborted();
        const chunks = connection[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
        const first = await chunks.next();
        if (first.done === true) {
            return;
        }
        const rest = {
            async *[Symbol.asyncIterator]() {
                yield first.value;
                for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
                    yield next.value;
                }
            },
        };
        if (isFramed(first.value)) {
            yield* readFrames(Readable.from(rest));
        } else {
            for await (const bytes of rest) {
                yield {isError: false, bytes};
            }
        }
    } finally {
        signal.removeEventListener('abort', release);
        connection.destroy();
    }
}

function open(docker: Docker, id: string, sinceSeconds: number): Promise<Readable> {
    return new Promise((resolve, reject) => {
        docker.modem.dial(
            {
                path: `/containers/${id}/logs?`,
                method: 'GET',
                isStream: true,
                options: {stdout: true, stderr: true, since: sinceSeconds},
                statusCodes: {
                    200: true,
                    404: 'no such container',
                    409: 'marked for removal',
                    500: 'server error',
                    501: 'not readable',
                },
            },
            (error: unknown, stream: unknown) => {
                if (error === null || error === undefined) {
                    resolve(stream as Readable);
                } else {
                    // The engine's own, with its status.
                    reject(error as Error);
                }
            },
        );
    });
}

function isFramed(chunk: Buffer): boolean {
    return FRAME_KINDS.includes(chunk[0] ?? -1) && chunk[1] === 0 && chunk[2] === 0 && chunk[3] === 0;
}
