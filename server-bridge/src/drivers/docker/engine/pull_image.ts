import {StringDecoder} from 'node:string_decoder';
import type {Readable} from 'node:stream';
import type Docker from 'dockerode';
import {parseImageReference, parseJson, printRepository} from '@fips-readiness/core';
import {readErrorMessage, readErrorStatus} from '../../../foreign_error.ts';
import {tellPullFailure} from './pull_failure.ts';
import type {PullFailure} from './pull_failure.ts';
import {foldPullLine, PULL_START, PullLine, sumPull} from './pull_progress.ts';
import type {PullProgress, PullState} from './pull_progress.ts';
import {readRegistryLogin} from './registry_credentials.ts';

/** An image in the engine's store by the id of what was pulled, not of what the tag names by now. */
export type PullResult = {readonly code: 'pulled'; readonly imageId: string} | {readonly code: PullFailure};

export type PullOptions = {
    readonly onProgress?: (progress: PullProgress) => void;
    readonly signal?: AbortSignal;
    /** Ends the pull when nothing has moved for so long. Default 120,000. */
    readonly stallMs?: number;
};

const STALL_MS = 120_000;

/**
 * Pulls `reference` with the login the docker command would use. Throws only where the engine itself does not answer.
 * `docker` must have no time limit of its own.
 */
export async function pullImage(
    docker: Docker,
    reference: string,
    env: Readonly<Record<string, string | undefined>>,
    {onProgress = () => undefined, signal, stallMs = STALL_MS}: PullOptions,
): Promise<PullResult> {
    const read = await readRegistryLogin(parseImageReference(reference)?.registry ?? '', env);
    const stall = new AbortController();
    const timer = setTimeout(() => stall.abort(), stallMs);
    const stop = signal === undefined ? stall.signal : AbortSignal.any([stall.signal, signal]);
    let state = PULL_START;
    try {
        const stream = await docker.pull(reference, {
            abortSignal: stop,
            ...(read.code === 'login' && {authconfig: read.login}),
        });
        for await (const line of readLines(stream as Readable)) {
            const next = foldPullLine(state, line);
            if (next !== state) {
                timer.refresh();
                onProgress(sumPull(next));
            }
            state = next;
        }
    } catch (error) {
        if (stop.aborted) {
            return {code: stall.signal.aborted ? 'stalled' : 'interrupted'};
        }
        const status = readErrorStatus(error, 'statusCode');
        if (status === undefined) {
            throw error;
        }
        return {code: tellPullFailure(status, readErrorMessage(error))};
    } finally {
        clearTimeout(timer);
    }
    if (state.error !== undefined) {
        return {code: tellPullFailure(undefined, state.error)};
    }
    return findPulled(docker, reference, state);
}

async function* readLines(stream: Readable): AsyncGenerator<PullLine> {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for await (const chunk of stream) {
        const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
        rest = lines.pop() ?? '';
        yield* lines.flatMap(parseLine);
    }
    yield* parseLine(rest);
}

function parseLine(text: string): readonly PullLine[] {
    const line = PullLine.safeParse(parseJson(text));
    return line.success ? [line.data] : [];
}

/** By digest first: the tag may have moved since. An engine without the digest is asked by the name. */
async function findPulled(docker: Docker, reference: string, {digest}: PullState): Promise<PullResult> {
    const image = parseImageReference(reference);
    const names = image && digest !== '' ? [`${printRepository(image)}@${digest}`, reference] : [reference];
    for (const name of names) {
        try {
            return {code: 'pulled', imageId: (await docker.getImage(name).inspect()).Id};
        } catch (error) {
            if (readErrorStatus(error, 'statusCode') !== 404) {
                throw error;
            }
        }
    }
    // The stream ended without an error and without an image: a connection cut in the middle ends like that.
    return {code: 'unreachable'};
}
