import * as z from 'zod/mini';

/** One line of the stream of POST /images/create: only what is used. */
export const PullLine = z.object({
    id: z.optional(z.string()),
    status: z._default(z.string(), ''),
    progressDetail: z.optional(z.nullable(z.object({current: z.optional(z.number()), total: z.optional(z.number())}))),
    error: z.optional(z.string()),
    errorDetail: z.optional(z.nullable(z.object({message: z.optional(z.string())}))),
});
export type PullLine = z.infer<typeof PullLine>;

type Layer = {
    readonly status: string;
    readonly doneBytes: number;
    readonly totalBytes: number;
    readonly unpackedBytes: number;
};

/** What the stream has told so far. */
export type PullState = {
    readonly layers: ReadonlyMap<string, Layer>;
    /** `sha256:…` of the manifest, once the pull is complete. */
    readonly digest: string;
    /** The engine's text, where it reported an error inside the stream. May quote addresses: stays inside the agent. */
    readonly error: string | undefined;
};

/** Bytes over all layers whose size is known yet; the total grows while layers announce themselves. */
export type PullProgress = {readonly doneBytes: number; readonly totalBytes: number};

export const PULL_START: PullState = {layers: new Map(), digest: '', error: undefined};

const COMPLETE = /^(Download complete|Pull complete|Already exists|Verifying Checksum)$/;

/** The next state; the same object where the line moved nothing (a wait, a retry's countdown). */
export function foldPullLine(state: PullState, line: PullLine): PullState {
    const error = line.errorDetail?.message ?? line.error;
    if (error !== undefined) {
        return {...state, error};
    }
    const digest = /^Digest: (sha256:[0-9a-f]{64})$/.exec(line.status)?.[1];
    if (digest !== undefined) {
        return {...state, digest};
    }
    if (line.id === undefined || /^(Waiting|Retrying|Pulling from)/.test(line.status)) {
        return state;
    }
    const before = state.layers.get(line.id) ?? {status: '', doneBytes: 0, totalBytes: 0, unpackedBytes: 0};
    const after = foldLayer(before, line);
    const moved =
        after.status !== before.status ||
        after.doneBytes !== before.doneBytes ||
        after.unpackedBytes !== before.unpackedBytes;
    return moved ? {...state, layers: new Map(state.layers).set(line.id, after)} : state;
}

function foldLayer(before: Layer, {status, progressDetail}: PullLine): Layer {
    const current = progressDetail?.current ?? 0;
    const totalBytes = Math.max(before.totalBytes, progressDetail?.total ?? 0);
    switch (status) {
        case 'Downloading':
            return {...before, status, totalBytes, doneBytes: Math.max(before.doneBytes, current)};
        case 'Extracting':
            return {...before, status, totalBytes, doneBytes: totalBytes, unpackedBytes: current};
        default:
            return {...before, status, ...(COMPLETE.test(status) && {doneBytes: before.totalBytes})};
    }
}

/** Bytes done and to do. */
export function sumPull({layers}: PullState): PullProgress {
    let doneBytes = 0;
    let totalBytes = 0;
    for (const layer of layers.values()) {
        doneBytes += layer.doneBytes;
        totalBytes += layer.totalBytes;
    }
    return {doneBytes, totalBytes};
}
