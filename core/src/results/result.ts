import type {FactKey} from '../facts/facts.ts';
import type {FactSource, MissingReason} from '../facts/fact.ts';
import type {Remedy} from '../remedies/remedy.ts';
import type {AcceptedRisk} from '../facts/accepted_risk.ts';
import type {Data} from '../values/data.ts';

/** `unknown` is its own state: it never looks like a pass. */
export const STATES = ['fail', 'warn', 'unknown', 'pass'] as const;

export type State = (typeof STATES)[number];

/** The page's groups, in the order they are shown. */
export const GROUPS = [
    'deployment_and_image',
    'server_and_licence',
    'database',
    'plugins',
    'accounts_and_sign_in',
    'encryption_and_network',
    'backup',
] as const;

export type Group = (typeof GROUPS)[number];

/** The outcome of one check over the facts. There is one for every check, passed ones too. */
export type Result = {
    readonly check: string;
    readonly group: Group;
    readonly state: State;
    /** Permanent code; its sentence is `check.<check>.<reason>` in core/words. */
    readonly reason: string;
    readonly data: Data;
    readonly remedies: readonly Remedy[];
    /** True when the check can stop a move (its table of reasons holds a `fail`). */
    readonly blocker: boolean;
    /** Who saw the facts behind it, and when the oldest of them was seen; empty and null when nothing was seen. */
    readonly observedBy: readonly FactSource[];
    readonly observedAt: string | null;
    /** Facts that are missing, for `unknown`. */
    readonly missing: readonly {readonly fact: FactKey; readonly why: MissingReason}[];
    readonly accepted: AcceptedRisk | null;
    /** The plan that was made cures it while it is applied: it is not a blocker. */
    readonly cured?: true;
};
