import * as z from 'zod/mini';
import {GOALS} from '../plan/plan.ts';
import {parseJson, printCanonicalJson} from '../values/canonical_json.ts';
import {assembleMessage, parseMessage, printMessages} from './message.ts';
import {StartWindow} from '../run/start_window.ts';

const hex32 = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const digest = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/));

const Common = {
    protocol: z.literal(1),
    /** Makes two asks of the same second two texts: 32 hex digits chosen by the page. */
    id: hex32,
};

/**
 * A one-time word of the agent's, bound to a digest and a goal: without it nothing is changed (security.md rule 3). `code` is what
 * fips-agent printed on the host, or ''.
 */
const Bound = {digest, nonce: hex32, code: z.string().check(z.regex(/^(?:\d{8})?$/))};

/**
 * What the page asks of the agent. `check`, `plan`, `report` and `show` change nothing and need no nonce (decisions/0004); `cancel` only
 * ends what has not changed anything yet, `withdraw` what has not started.
 */
export const Request = z.discriminatedUnion('kind', [
    z.object({...Common, kind: z.literal('check')}),
    z.object({...Common, kind: z.literal('plan'), goal: z.enum(GOALS)}),
    /** `digest` is the page's own, over the bytes it has shown. */
    z.object({
        ...Common,
        ...Bound,
        kind: z.literal('approve'),
        planId: hex32,
        goal: z.enum(GOALS),
        changeReference: z.string().check(z.maxLength(64)),
        /** When the run may begin; null: at once. */
        window: z.nullable(StartWindow),
    }),
    /** Withdraws an approval that waits for its window; nothing has started. */
    z.object({...Common, kind: z.literal('withdraw'), planId: hex32}),
    z.object({...Common, kind: z.literal('cancel'), runId: hex32}),
    z.object({...Common, ...Bound, kind: z.literal('roll_back'), runId: hex32}),
    /** Discards what a run keeps for its rollback. */
    z.object({...Common, ...Bound, kind: z.literal('discard'), runId: hex32}),
    /** Evidence of the state now, with the record of a run; '' for the state alone. */
    z.object({...Common, kind: z.literal('report'), runId: z.string().check(z.regex(/^(?:[0-9a-f]{32})?$/))}),
    /** Every run of this agent, and the newest one's events. */
    z.object({...Common, kind: z.literal('show')}),
]);
export type Request = z.infer<typeof Request>;
export type RequestKind = Request['kind'];

/** No host, path or version: what stands above the fence may be read by whoever gets a notification. */
const SENTENCES: Readonly<Record<RequestKind, string>> = {
    check: 'FIPS Readiness: an admin asks the agent to check this deployment again.',
    plan: 'FIPS Readiness: an admin asks the agent for a plan.',
    approve: 'FIPS Readiness: an admin approves a plan.',
    withdraw: 'FIPS Readiness: an admin withdraws an approval.',
    cancel: 'FIPS Readiness: an admin cancels a run.',
    roll_back: 'FIPS Readiness: an admin asks the agent to roll back.',
    discard: 'FIPS Readiness: an admin discards what a run has kept.',
    report: 'FIPS Readiness: an admin asks the agent for a report.',
    show: 'FIPS Readiness: an admin asks the agent what it has done.',
};

/** The post message of a request. Always one post. */
export function printRequest(request: Request): string {
    const [message] = printMessages(SENTENCES[request.kind], printCanonicalJson(request));
    return message ?? '';
}

/** Reads a request from a post's message; undefined where it is none, is in parts, or was rewritten on the way. */
export function parseRequest(message: string): Request | undefined {
    const part = parseMessage(message);
    const text = part?.of === 1 ? assembleMessage([part])?.text : undefined;
    const read = Request.safeParse(parseJson(text ?? ''));
    // Judged byte by byte: a doubled, unknown or reordered key is nobody's request (security.md rule 23).
    return read.success && printCanonicalJson(read.data) === text ? read.data : undefined;
}
