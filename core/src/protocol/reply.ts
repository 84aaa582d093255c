import * as z from 'zod/mini';
import {parseFacts} from '../facts/facts.ts';
import type {Facts} from '../facts/facts.ts';
import {GOALS} from '../plan/plan.ts';
import {PLAN_PARTS} from '../plan/plan_difference.ts';
import {RUN_ENDS, RunEvent} from '../run/run_event.ts';
import {parseJson, printCanonicalJson} from '../values/canonical_json.ts';
import type {Json} from '../values/canonical_json.ts';
import {printMessages} from './message.ts';
import {signPayload, verifyPayload} from './signature.ts';
import {StartWindow} from '../run/start_window.ts';

/** Why the agent did not act on a request. Permanent codes; words under `refusal.<code>`. */
export const REFUSALS = [
    'not_understood',
    'edited',
    'not_a_system_admin',
    'not_typed_by_the_admin',
    'not_fresh',
    'already_handled',
    'queue_unsafe',
    'wrong_server',
    'second_agent',
    'cannot_look',
    'read_only',
    'no_plan',
    'plan_unknown',
    'plan_stale',
    'plan_used',
    'plan_is_handover',
    'digest_differs',
    'nonce_void',
    'goal_not_allowed',
    'too_many_changes',
    'too_many_attempts',
    'not_ready',
    'not_an_approver',
    'account_too_new',
    'same_approver',
    'host_code_wrong',
    'window_unusable',
    'window_differs',
    'window_missed',
    'approval_waiting',
    'nothing_waits',
    'run_in_progress',
    'run_elsewhere',
    'run_unfinished',
    'no_such_run',
    'not_cancellable',
    'nothing_to_roll_back',
    'hold_off_over',
    'nothing_to_discard',
    'old_image_in_use',
    'report_too_large',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** `read_only` reports; `swap` may also carry out approved plans. */
export const AGENT_MODES = ['read_only', 'swap'] as const;
export type AgentMode = (typeof AGENT_MODES)[number];

const Common = {
    protocol: z.literal(1),
    /** Which agent speaks: 32 hex digits made at its first start. */
    agentId: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
    agentVersion: z.string().check(z.maxLength(32)),
    /** The channel it was written for: a copy in another channel does not verify. */
    channelId: z.string(),
    /** The request it answers, or '' for a word of its own. */
    requestId: z.string(),
    at: z.iso.datetime(),
};

const Hello = z.object({
    ...Common,
    kind: z.literal('hello'),
    mode: z.enum(AGENT_MODES),
    publicKey: z.string().check(z.regex(/^0[23][0-9a-f]{64}$/)),
    deployment: z.object({kind: z.string(), name: z.string(), service: z.string()}),
});

const FactsReply = z.object({
    ...Common,
    kind: z.literal('facts'),
    mode: z.enum(AGENT_MODES),
    facts: z.unknown(),
});

/** Why not, and for `plan_stale` what has moved since. */
const Refusing = {reason: z.enum(REFUSALS), moved: z.array(z.enum(PLAN_PARTS))};
const Refused = z.object({...Common, ...Refusing, kind: z.literal('refused')});

const hex32 = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const codes = z.array(z.string().check(z.regex(/^[a-z0-9_]{1,64}$/)));

/** A plan, as its exact text, and what approving it takes. `nonce` is good once, for ten minutes by the agent's clock. */
const PlanReply = z.object({
    ...Common,
    kind: z.literal('plan'),
    planText: z.string(),
    nonce: hex32,
    /** Checks that block it, by code. */
    failing: codes,
    unknown: codes,
    approval: z.enum(['one', 'two', 'host']),
    /** The chain value the newest run's journal ends with: posted here, nobody can shorten it later unseen. '' before any run. */
    head: z.string().check(z.maxLength(128)),
});

/** The first of two approvals is noted; the second has to name the same window. */
const Noted = z.object({
    ...Common,
    kind: z.literal('noted'),
    planId: hex32,
    by: z.string(),
    window: z.nullable(StartWindow),
});

/** An approved plan waits for its window; or what has become of that. */
const Scheduled = z.object({
    ...Common,
    kind: z.literal('scheduled'),
    planId: hex32,
    by: z.string(),
    window: StartWindow,
    outcome: z.discriminatedUnion('code', [
        z.object({code: z.literal('waiting')}),
        z.object({code: z.literal('begun')}),
        z.object({code: z.literal('withdrawn'), by: z.string()}),
        z.object({code: z.literal('refused'), ...Refusing}),
    ]),
});

/**
 * What a run has said: some of its events, in order; several replies together tell it all, each event by its number. `kit` is the
 * rescue kit's folder on the host. `nonce` lets a run that has ended be rolled back; '' where there is nothing to roll back.
 */
const RunReply = z.object({
    ...Common,
    kind: z.literal('run'),
    runId: hex32,
    planText: z.string(),
    kit: z.string(),
    /** What acting on the run takes, as for a plan. */
    approval: z.optional(z.enum(['one', 'two', 'host'])),
    events: z.array(RunEvent),
    /** The journal's chain value after the last of them: what the channel says of it, to compare a report with. */
    head: z.optional(z.string().check(z.maxLength(128))),
    nonce: z.string().check(z.regex(/^(?:[0-9a-f]{32})?$/)),
    /** The same for discarding what was kept for the rollback. */
    discardNonce: z.string().check(z.regex(/^(?:[0-9a-f]{32})?$/)),
});

/** Every run of this agent, oldest first: when, by whom, how long, how it ended (null: it goes on). */
const HistoryReply = z.object({
    ...Common,
    kind: z.literal('history'),
    runs: z.array(
        z.object({
            runId: hex32,
            goal: z.enum(GOALS),
            openedAt: z.iso.datetime(),
            closedAt: z.nullable(z.iso.datetime()),
            by: z.string().check(z.maxLength(128)),
            end: z.nullable(z.enum(RUN_ENDS)),
            downMs: z.nullable(z.number()),
            from: z.string(),
            to: z.string(),
        }),
    ),
});

/** Evidence as it is signed: `signature` is of its own domain, and the reply's own key is the report's. */
const EvidenceReply = z.object({
    ...Common,
    kind: z.literal('evidence'),
    runId: z.string().check(z.regex(/^(?:[0-9a-f]{32})?$/)),
    evidence: z.unknown(),
    signature: z.string().check(z.regex(/^[0-9a-f]{128}$/)),
});

/** What the agent says in the queue. */
export type Hello = z.infer<typeof Hello>;
export type Refused = z.infer<typeof Refused>;
export type FactsReply = Omit<z.infer<typeof FactsReply>, 'facts'> & {readonly facts: Facts};
export type PlanReply = z.infer<typeof PlanReply>;
export type NotedReply = z.infer<typeof Noted>;
export type ScheduledReply = z.infer<typeof Scheduled>;
export type RunReply = z.infer<typeof RunReply>;
export type HistoryReply = z.infer<typeof HistoryReply>;
export type EvidenceReply = z.infer<typeof EvidenceReply>;
export type Reply =
    Hello | FactsReply | Refused | PlanReply | NotedReply | ScheduledReply | RunReply | HistoryReply | EvidenceReply;

const SENTENCES: Readonly<Record<Reply['kind'], string>> = {
    hello: 'FIPS Readiness: the agent is connected.',
    facts: 'FIPS Readiness: the agent has checked this deployment. Open System Console > Plugins > FIPS Readiness to read it.',
    refused:
        'FIPS Readiness: the agent did not act on this request. Open System Console > Plugins > FIPS Readiness to see why.',
    plan: 'FIPS Readiness: the agent has made a plan. Open System Console > Plugins > FIPS Readiness to read and approve it.',
    noted: 'FIPS Readiness: the first of two approvals is noted; another approver has to approve the same plan.',
    scheduled: 'FIPS Readiness: news of an approval that waits for its time.',
    run: 'FIPS Readiness: news of a run. Open System Console > Plugins > FIPS Readiness to follow it.',
    history: 'FIPS Readiness: what the agent has done so far.',
    evidence:
        'FIPS Readiness: the agent has made a report. Open System Console > Plugins > FIPS Readiness to download it.',
};

/** The post messages of a reply, signed with the agent's key. Large ones become several posts. */
export function printReply(reply: Reply, secret: string): readonly string[] {
    const payload = printCanonicalJson(reply as unknown as Json);
    return printMessages(SENTENCES[reply.kind], `${payload} ${signPayload(payload, secret)}`);
}

/** Reads the assembled text of a reply; undefined unless the signature by `publicKey` verifies and every field fits. */
export function parseReply(text: string, publicKey: string): Reply | undefined {
    const blank = text.lastIndexOf(' ');
    const payload = text.slice(0, blank);
    if (blank < 0 || !verifyPayload(payload, text.slice(blank + 1), publicKey)) {
        return undefined;
    }
    return readReply(payload);
}

/**
 * Reads a hello and checks it against the key it names itself: enough to show the fingerprint to compare, never enough
 * to believe anything else.
 */
export function parseUnconfirmedHello(text: string): Hello | undefined {
    const payload = text.slice(0, text.lastIndexOf(' '));
    const hello = Hello.safeParse(parseJson(payload));
    if (!hello.success) {
        return undefined;
    }
    return parseReply(text, hello.data.publicKey) ? hello.data : undefined;
}

/** Whose reply a text says it is; a first message only where its own key has signed it. Anything else about it is not believed. */
export function parseClaimedAgent(text: string): string | undefined {
    const payload = parseJson(text.slice(0, text.lastIndexOf(' ')));
    const claim = z.object({kind: z.string(), agentId: Common.agentId}).safeParse(payload);
    if (!claim.success) {
        return undefined;
    }
    return claim.data.kind === 'hello' ? parseUnconfirmedHello(text)?.agentId : claim.data.agentId;
}

function readReply(payload: string): Reply | undefined {
    const outside = parseJson(payload);
    const read = z
        .discriminatedUnion('kind', [
            Hello,
            FactsReply,
            Refused,
            PlanReply,
            Noted,
            Scheduled,
            RunReply,
            HistoryReply,
            EvidenceReply,
        ])
        .safeParse(outside);
    // Judged byte by byte: a doubled, unknown or reordered key is nobody's word (security.md rule 23).
    if (!read.success || printCanonicalJson(read.data as unknown as Json) !== payload) {
        return undefined;
    }
    if (read.data.kind !== 'facts') {
        return read.data;
    }
    const facts = parseFacts(read.data.facts);
    return facts && {...read.data, facts};
}
