import type {Engine} from './engine.ts';

type Progress = {readonly error?: string};

/** Reads a progress stream of the engine to its end. A failure comes inside a stream that began with 200. */
export async function readProgress({client}: Engine, stream: NodeJS.ReadableStream): Promise<void> {
    const lines = await new Promise<readonly Progress[]>((resolve, reject) => {
        client.modem.followProgress(stream, (error: Error | null, output: readonly Progress[]) =>
            error === null ? resolve(output) : reject(error),
        );
    });
    const failure = lines.find(({error}) => error !== undefined);
    if (failure?.error !== undefined) {
        throw new Error(`The engine refused: ${failure.error}`);
    }
}
