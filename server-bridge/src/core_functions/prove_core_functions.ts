import {randomBytes} from 'node:crypto';
import {CORE_FUNCTIONS} from '@fips-readiness/core';
import type {CoreFunction, FunctionReason, FunctionResult} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import {speakEnglish} from '../words/speak.ts';
import {cleanUp, makeMarker} from './clean_up.ts';
import {FunctionError} from './function_client.ts';
import type {FunctionClient, ProofPost} from './function_client.ts';
import type {PostListener} from './post_listener.ts';

const FILE_BYTES = 64 * 1024;
const FILE_NAME = 'fips-agent-proof.bin';
const EMOJI = 'white_check_mark';
const POLL_MS = 200;

/** Limits in milliseconds: until the server answers after its outage, until a connection is greeted or told, until search finds. */
export type ProofLimits = {readonly serverMs: number; readonly toldMs: number; readonly searchMs: number};

export const PROOF_LIMITS: ProofLimits = {serverMs: 30_000, toldMs: 10_000, searchMs: 60_000};

export type ProofInput = {
    readonly client: FunctionClient;
    readonly listen: () => PostListener;
    readonly teamId: string;
    readonly channelId: string;
    readonly botUserId: string;
    readonly clock: Pick<Clock, 'monotonicMs' | 'sleep'>;
    /** Ends it early; what was posted is deleted all the same. */
    readonly signal: AbortSignal;
    readonly limits: ProofLimits;
};

/**
 * Does with the bot, in its own channel, what users do all day, and says of each function whether it works. One that fails stops
 * none of the others. Everything that was posted is deleted again, as a user deletes: the server keeps such rows and files for as
 * long as it keeps any.
 */
export async function proveCoreFunctions(input: ProofInput): Promise<readonly FunctionResult[]> {
    const away = await waitForServer(input);
    if (away !== undefined) {
        return CORE_FUNCTIONS.map((name) => judge(name, away, null));
    }
    const marker = makeMarker(randomBytes(8));
    const listener = input.listen();
    const made = new Map<string, CoreFunction>();
    let results: readonly FunctionResult[] = [];
    let left: readonly CoreFunction[] = [];
    try {
        results = await tryAll(input, listener, marker, made);
    } finally {
        listener.close();
        left = await cleanUp(input, marker, made);
    }
    return results.map((result) =>
        result.state === 'ok' && left.includes(result.function)
            ? judge(result.function, 'left_behind', result.tookMs)
            : result,
    );
}

/** Undefined once the server knows the bot; else why not. A refused token is final. */
async function waitForServer({client, clock, signal, limits}: ProofInput): Promise<FunctionReason | undefined> {
    const until = clock.monotonicMs() + limits.serverMs;
    for (;;) {
        const problem = await reasonOf(client.fetchMe());
        if (problem === undefined || problem === 'unauthorized') {
            return problem;
        }
        if (signal.aborted) {
            return 'stopped';
        }
        if (clock.monotonicMs() >= until) {
            return 'unreachable';
        }
        await clock.sleep(POLL_MS, signal);
    }
}

async function tryAll(
    input: ProofInput,
    listener: PostListener,
    marker: string,
    made: Map<string, CoreFunction>,
): Promise<readonly FunctionResult[]> {
    const {client, clock, channelId, teamId, botUserId, signal, limits} = input;
    const post = async (
        owner: CoreFunction,
        words: Parameters<FunctionClient['createPost']>[0],
    ): Promise<ProofPost> => {
        const created = await client.createPost(words);
        made.set(created.id, owner);
        return created;
    };
    const waitFor = async (look: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean> => {
        const until = clock.monotonicMs() + limitMs;
        for (;;) {
            if (await look()) {
                return true;
            }
            if (signal.aborted) {
                throw new FunctionError('stopped');
            }
            if (clock.monotonicMs() >= until) {
                return false;
            }
            await clock.sleep(POLL_MS, signal);
        }
    };
    const attempt = async (name: CoreFunction, act: () => Promise<void>): Promise<FunctionResult> => {
        const begunAt = clock.monotonicMs();
        const problem = signal.aborted ? 'stopped' : await reasonOf(act());
        return judge(name, problem, clock.monotonicMs() - begunAt);
    };
    await waitFor(listener.isOpen, limits.toldMs).catch(() => false);
    let root: ProofPost | undefined;
    const onRoot = (act: (root: ProofPost) => Promise<void>) => () =>
        root ? act(root) : Promise.reject(new FunctionError('no_message'));
    const message = await attempt('message', async () => {
        root = await post('message', {channelId, message: speakEnglish('function.post.message', {marker})});
        ensure((await client.fetchPost(root.id)).message.includes(marker), 'differs');
    });
    const websocket = await attempt(
        'websocket',
        onRoot(async () => ensure(await waitFor(() => listener.hasHeard(marker), limits.toldMs), 'not_heard')),
    );
    const upload = await attempt('upload', async () => {
        const bytes = new Uint8Array(randomBytes(FILE_BYTES));
        const fileId = await client.uploadFile(channelId, FILE_NAME, bytes);
        const text = speakEnglish('function.post.upload', {marker});
        const {id} = await post('upload', {channelId, message: text, fileIds: [fileId]});
        ensure((await client.fetchPost(id)).fileIds.includes(fileId), 'differs');
        ensure(Buffer.from(bytes).equals(await client.downloadFile(fileId)), 'differs');
    });
    const thread = await attempt(
        'thread',
        onRoot(async ({id: rootId}) => {
            const text = speakEnglish('function.post.reply', {marker});
            const {id} = await post('thread', {channelId, rootId, message: text});
            ensure(
                (await client.fetchThread(rootId)).some((one) => one.id === id),
                'differs',
            );
        }),
    );
    const reaction = await attempt(
        'reaction',
        onRoot(async ({id}) => {
            await client.addReaction(botUserId, id, EMOJI);
            ensure(await client.hasReaction(botUserId, id, EMOJI), 'differs');
            await client.removeReaction(botUserId, id, EMOJI);
            ensure(!(await client.hasReaction(botUserId, id, EMOJI)), 'differs');
        }),
    );
    // Last: an index of its own may need a while.
    const search = await attempt(
        'search',
        onRoot(async ({id}) => {
            const isFound = async () => (await client.searchPosts(teamId, marker)).includes(id);
            ensure(await waitFor(isFound, limits.searchMs), 'late');
        }),
    );
    return [message, upload, search, thread, reaction, websocket];
}

function ensure(holds: boolean, reason: FunctionReason): void {
    if (!holds) {
        throw new FunctionError(reason);
    }
}

async function reasonOf(act: Promise<unknown>): Promise<FunctionReason | undefined> {
    try {
        await act;
        return undefined;
    } catch (error) {
        if (error instanceof FunctionError) {
            return error.reason;
        }
        throw error;
    }
}

const SKIPS: readonly FunctionReason[] = ['not_permitted', 'no_message', 'stopped'];

function judge(name: CoreFunction, reason: FunctionReason | undefined, tookMs: number | null): FunctionResult {
    if (reason === undefined) {
        return {function: name, state: 'ok', reason: null, tookMs};
    }
    return SKIPS.includes(reason)
        ? {function: name, state: 'skipped', reason, tookMs: null}
        : {function: name, state: 'failed', reason, tookMs};
}
