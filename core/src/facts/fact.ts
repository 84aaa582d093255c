/**
 * Who observed a fact. `agent_*` comes from the companion agent, `page_*` from the admin's browser session:
 * the page's word never satisfies a blocker on the agent's side (security.md rule 7).
 */
export const FACT_SOURCES = [
    'agent_engine',
    'agent_compose',
    'agent_cluster',
    'agent_local_mode',
    'agent_rest',
    'agent_registry',
    'agent_database',
    'agent_settings',
    'page_rest',
    'page_admin',
] as const;

export type FactSource = (typeof FACT_SOURCES)[number];

/** Why a fact could not be observed. A permanent code; the words are in core/words under `missing.<code>`. */
export const MISSING_REASONS = [
    'not_asked',
    'no_agent',
    'no_permission',
    'not_reachable',
    'not_supported',
    'not_readable',
    'local_mode_off',
    'timed_out',
] as const;

export type MissingReason = (typeof MISSING_REASONS)[number];

type Seen = {readonly source: FactSource; readonly observedAt: string};

/** Something observed, with its source and time (ISO 8601, UTC). */
export type Observed<T> = Seen & {readonly value: T};

/** Something that was looked for and could not be observed. */
export type Missing = Seen & {readonly missing: MissingReason};

/** A fact is never a judgement and never holds a secret. */
export type Fact<T> = Observed<T> | Missing;

/** True when the fact carries a value. */
export function isObserved<T>(fact: Fact<T> | undefined): fact is Observed<T> {
    return fact !== undefined && 'value' in fact;
}

/** Makes an observed fact. */
export function makeFact<T>(value: T, source: FactSource, observedAt: string): Observed<T> {
    return {value, source, observedAt};
}

/** Makes a missing fact. */
export function makeMissing(missing: MissingReason, source: FactSource, observedAt: string): Missing {
    return {missing, source, observedAt};
}
