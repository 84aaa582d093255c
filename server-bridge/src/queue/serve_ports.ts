import type {AgentMode, Facts, Hello, QueuePost, QueueUser} from '@fips-readiness/core';
import type {Logger} from '../log/logger.ts';
import type {Claims} from '../state/claims.ts';
import type {Identity} from '../state/identity.ts';
import type {Asked} from './answer_ports.ts';
import type {Outbox} from './outbox.ts';
import type {QueueClient} from '../server/queue_client.ts';
import type {Refusing} from './refusing.ts';
import type {ReplyBody} from './reply_body.ts';

/** Times of the loop, in milliseconds. Polling tells the truth; a wake-up only makes it sooner. */
export type Rhythm = {readonly pollMs: number; readonly mergeMs: number; readonly maxBackOffMs: number};

/** The queue's coordinates, pinned in the agent's own file. */
export type QueuePin = {readonly teamId: string; readonly channelId: string; readonly botUserId: string};

/** What the loop is made of. `ring` resolves at a wake-up. */
export type ServePorts = {
    readonly client: QueueClient;
    readonly pin: QueuePin;
    readonly identity: Identity;
    readonly agentVersion: string;
    readonly mode: AgentMode;
    readonly deployment: Hello['deployment'];
    readonly gather: () => Promise<Facts>;
    /** Makes what plans and runs are asked of; `say` speaks in a thread (or on its own, for ''), and is heard at once. */
    readonly openRuns?: (voice: Voice) => RunPosts;
    readonly claims: Claims;
    /** Since when this agent serves the channel, by the server's clock; `nowMs` is the server's time. */
    readonly openStart: (nowMs: number) => Promise<number>;
    readonly outbox: Outbox;
    readonly log: Logger;
    readonly now: () => Date;
    readonly ring: (signal: AbortSignal) => Promise<void>;
    /** Is this very post also found at the container's own address? Undefined where that cannot be asked. */
    readonly confirmServer?: (post: QueuePost) => Promise<boolean | undefined>;
    /** Keeps in which post a value of a run's journal chain was made known. */
    readonly keepAnchor?: (runId: string, anchor: {readonly postId: string; readonly head: string}) => Promise<void>;
    /** Called when the server cannot be reached: a recreated container may have another address. */
    readonly relocate?: () => Promise<void>;
    readonly stop: AbortSignal;
    readonly rhythm?: Rhythm;
};

/** How a run speaks in the queue while it goes on: kept on disk, delivered as soon as the server takes it. */
export type Voice = {
    readonly say: (rootId: string, body: ReplyBody) => Promise<void>;
    /** Is the queue as it was pinned, right now? Throws CallError. */
    readonly isSafe: () => Promise<boolean>;
    /** Who this account is now; undefined unless it is a live system admin. Throws CallError. */
    readonly fetchAdmin: (id: string) => Promise<QueueUser | undefined>;
};

/** What answers every request but `check`. */
export type RunPosts = {
    /** Undefined where it was answered. */
    readonly answer: (asked: Asked, rootId: string) => Promise<Refusing | undefined>;
    /** Goes on with what an earlier start left open. */
    readonly resume: () => Promise<void>;
    /** Resolves when no run goes on: a run is not left because the token was. */
    readonly idle: () => Promise<void>;
};
