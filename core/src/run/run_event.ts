import * as z from 'zod/mini';
import {GOALS} from '../plan/plan.ts';
import {StartWindow} from './start_window.ts';
import {BACK_STEP_CODES, STEP_CODES} from '../plan/steps.ts';

/** How a run can end (design.md). Words under `run.end.<code>`. */
export const RUN_ENDS = ['succeeded', 'rolled_back', 'needs_attention', 'refused', 'cancelled'] as const;
export type RunEnd = (typeof RUN_ENDS)[number];

const code = z.string().check(z.regex(/^[a-z0-9_]{1,64}$/));
/** Characters of an event's longest text. */
export const LONGEST_EVENT_TEXT = 512;
const text = z.string().check(z.maxLength(LONGEST_EVENT_TEXT));

/** Typed values of an event's sentence: codes, names, numbers; never a secret, never foreign error text. */
const EventData = z.record(
    z.string().check(z.regex(/^\w{1,64}$/)),
    z.union([text, z.number(), z.boolean(), z.array(text)]),
);

/** Who asked: somebody at the host's terminal, or an admin on the page. */
const Actor = z.discriminatedUnion('kind', [
    z.object({kind: z.literal('host'), user: text, host: text}),
    z.object({kind: z.literal('admin'), userId: text, username: text}),
]);
export type Actor = z.infer<typeof Actor>;

/** `user@host` of the terminal, or the account's name. Foreign text. */
export function nameActor(by: Actor): string {
    return by.kind === 'host' ? `${by.user}@${by.host}` : by.username;
}

/** One approval the run rests on: who, when (ISO 8601 UTC), and whether the host's one-time code was given with it. */
export const Approval = z.object({by: Actor, at: z.iso.datetime(), hostCode: z.boolean()});
export type Approval = z.infer<typeof Approval>;

/**
 * What a failure leads to. `stop`: the step left everything as it was, so only what earlier steps changed is reverted;
 * `roll_back`: what the step itself may have changed is reverted too; `attention`: the run ends with the site up.
 */
const CONSEQUENCES = ['stop', 'roll_back', 'attention'] as const;
export type Consequence = (typeof CONSEQUENCES)[number];

/** `n` counts from 1 without a gap; `at` is ISO 8601 UTC by the host's clock, `sinceMs` milliseconds by its monotonic one. */
const Common = {n: z.int().check(z.minimum(1)), at: z.iso.datetime(), sinceMs: z.number()};

/** One line of the journal, and what page, terminal and report show. */
export const RunEvent = z.discriminatedUnion('kind', [
    z.object({
        ...Common,
        kind: z.literal('opened'),
        format: z.literal(1),
        runId: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
        planId: text,
        planDigest: text,
        goal: z.enum(GOALS),
        by: Actor,
        approvals: z.array(Approval),
        /** The window it was approved for; null: at once. */
        window: z.nullable(StartWindow),
        agentVersion: text,
        changeReference: text,
    }),
    z.object({...Common, kind: z.literal('resumed'), agentVersion: text}),
    z.object({...Common, kind: z.literal('step_begun'), step: z.enum(STEP_CODES)}),
    z.object({...Common, kind: z.literal('step_done'), step: z.enum(STEP_CODES), outcome: code, data: EventData}),
    z.object({
        ...Common,
        kind: z.literal('step_failed'),
        step: z.enum(STEP_CODES),
        reason: code,
        data: EventData,
        consequence: z.enum(CONSEQUENCES),
    }),
    z.object({...Common, kind: z.literal('noticed'), notice: code, data: EventData}),
    z.object({...Common, kind: z.literal('cancel_asked'), by: Actor}),
    z.object({...Common, kind: z.literal('roll_back_asked'), by: Actor}),
    /** `data` of the step that failed, for the sentence; absent where a person wanted it, and in older journals. */
    z.object({...Common, kind: z.literal('turned_back'), because: code, data: z.optional(EventData)}),
    z.object({...Common, kind: z.literal('back_begun'), step: z.enum(BACK_STEP_CODES)}),
    /** A step of the rollback cannot go on yet, and tries again until it can: the engine or the database is not there. */
    z.object({...Common, kind: z.literal('back_waits'), step: z.enum(BACK_STEP_CODES), reason: code, data: EventData}),
    z.object({...Common, kind: z.literal('back_done'), step: z.enum(BACK_STEP_CODES), outcome: code, data: EventData}),
    z.object({
        ...Common,
        kind: z.literal('back_failed'),
        step: z.enum(BACK_STEP_CODES),
        reason: code,
        data: EventData,
    }),
    z.object({
        ...Common,
        kind: z.literal('closed'),
        end: z.enum(RUN_ENDS),
        because: code,
        /** Milliseconds, at the container; null where it was never down. */
        downMs: z.nullable(z.number()),
        /** The same at the site URL; null also where the host does not reach it. */
        frontDownMs: z.nullable(z.number()),
    }),
    /** What was kept for the rollback is discarded: codes of what was removed (`container`, `image`). */
    z.object({...Common, kind: z.literal('discarded'), by: Actor, removed: z.array(code)}),
]);
export type RunEvent = z.infer<typeof RunEvent>;
export type EventData = z.infer<typeof EventData>;

type Body<T> = T extends unknown ? Omit<T, 'n' | 'at' | 'sinceMs'> : never;
/** An event before the journal has given it number and time. */
export type RunEventBody = Body<RunEvent>;
