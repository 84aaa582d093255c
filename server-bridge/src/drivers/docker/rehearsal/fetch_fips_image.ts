import {FipsError} from '@fips-readiness/core';
import type {Engine, ImageDetails} from '../engine/engine.ts';
import type {PullFailure} from '../engine/pull_failure.ts';
import type {PullProgress} from '../engine/pull_progress.ts';

const FAILURES = {
    absent: 'image_absent',
    denied: 'image_denied',
    unreachable: 'registry_unreachable',
    other_platform: 'image_not_amd64',
    no_space: 'disk_full',
    stalled: 'pull_stalled',
    interrupted: 'interrupted',
    refused: 'pull_refused',
} as const satisfies Record<PullFailure, string>;

/**
 * The image in the engine's store, amd64, by id. One that is here already is taken as it is (a site without a network
 * carried it in) unless `pull` asks the registry anyway. Throws FipsError with the reason it is not to be had.
 */
export async function fetchFipsImage(input: {
    readonly engine: Engine;
    readonly image: string;
    readonly pull: boolean;
    readonly stallSeconds: number;
    /** Told before the pull begins. */
    readonly onPull: () => void;
    readonly onProgress: (progress: PullProgress) => void;
    readonly signal: AbortSignal;
}): Promise<{readonly details: ImageDetails; readonly pulled: boolean}> {
    const {engine, image} = input;
    const local = input.pull ? undefined : await engine.fetchImage(image);
    const details = local ?? (await pull(input));
    if (details.architecture !== 'amd64') {
        throw new FipsError('image_not_amd64', {image});
    }
    return {details, pulled: local === undefined};
}

async function pull(input: Parameters<typeof fetchFipsImage>[0]): Promise<ImageDetails> {
    input.onPull();
    return pullImageOrThrow(input);
}

/** Pulls an image, or throws FipsError with the reason it is not to be had. Answers what was pulled, by id. */
export async function pullImageOrThrow(input: {
    readonly engine: Engine;
    readonly image: string;
    readonly stallSeconds: number;
    readonly onProgress: (progress: PullProgress) => void;
    readonly signal: AbortSignal;
}): Promise<ImageDetails> {
    const {engine, image, stallSeconds, onProgress, signal} = input;
    const pulled = await engine.pullImage(image, {onProgress, signal, stallMs: stallSeconds * 1000});
    if (pulled.code !== 'pulled') {
        throw new FipsError(FAILURES[pulled.code], {image, seconds: stallSeconds});
    }
    const details = await engine.fetchImage(pulled.imageId);
    if (!details) {
        throw new FipsError('pull_refused', {image});
    }
    return details;
}
