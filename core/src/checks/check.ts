import type {DeploymentKind, Facts, FactKey, FactValue} from '../facts/facts.ts';
import type {Data} from '../values/data.ts';
import type {Group, State} from '../results/result.ts';
import type {Remedy} from '../remedies/remedy.ts';
import type {Source} from '../values/thresholds.ts';

/** What a check's rule says: one of its own reasons, the values for the sentence, and the ways to cure it. */
export type Finding<Reason extends string = string> = {
    readonly reason: Reason;
    readonly data: Data;
    readonly remedies: readonly Remedy[];
};

/** The values of the facts a check needs: all of them observed. */
export type Needed<K extends FactKey> = {readonly [P in K]: FactValue<P>};

/**
 * A pure rule over facts. `reasons` is its whole table of outcomes: reason code -> state; a table with a `fail` makes
 * it a blocker-class check. `appliesTo` and `exempt` are asked first; then, where a needed fact is missing, the answer is `unknown`
 * before `judge` is asked.
 */
export type Check<K extends FactKey = FactKey, R extends string = string> = {
    readonly code: string;
    readonly group: Group;
    readonly needs: readonly K[];
    /** Facts that sharpen the answer but are not needed for one. */
    readonly helps?: readonly FactKey[];
    /** At least one of these is needed. `judge` finds them in its second argument. */
    readonly needsAny?: readonly FactKey[];
    /** An answer that needs no further fact. */
    readonly exempt?: (facts: Facts) => Finding<NoInfer<R>> | undefined;
    /** The kinds of deployment it is about, and its reason where the deployment is known to be of another; every kind where absent. */
    readonly appliesTo?: {readonly kinds: readonly DeploymentKind[]; readonly otherwise: NoInfer<R>};
    readonly reasons: Readonly<Record<R, State>>;
    readonly sources: readonly Source[];
    readonly judge: (needed: Needed<K>, facts: Facts) => Finding<NoInfer<R>>;
};

/** A check whose type parameters are folded away, as the table holds it. */
export type AnyCheck = Omit<Check, 'judge'> & {readonly judge: (needed: never, facts: Facts) => Finding};

/** Defines a check: the reasons a rule may give are held to its own table. */
export function defineCheck<const K extends FactKey, const R extends string>(check: Check<K, R>): Check<K, R> {
    return check;
}

/** Makes a finding. */
export function found<R extends string>(reason: R, data: Data = {}, remedies: readonly Remedy[] = []): Finding<R> {
    return {reason, data, remedies};
}
