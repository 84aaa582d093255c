import {isObserved} from '../facts/fact.ts';
import type {Fact, FactSource, MissingReason} from '../facts/fact.ts';
import type {FactKey, Facts} from '../facts/facts.ts';
import {missingRemedy} from '../remedies/missing_remedies.ts';
import {placeRemedy} from '../remedies/place.ts';
import {remedy} from '../remedies/remedy.ts';
import type {Remedy} from '../remedies/remedy.ts';
import type {Result} from '../results/result.ts';
import {found} from './check.ts';
import type {AnyCheck, Finding} from './check.ts';
import {CHECKS} from './index.ts';

/** One result for every check, always, in the table's order. Pure. */
export function evaluate(facts: Facts, checks: readonly AnyCheck[] = CHECKS): readonly Result[] {
    return checks.map((check) => evaluateOne(check, facts));
}

function evaluateOne(check: AnyCheck, facts: Facts): Result {
    const blocker = Object.values(check.reasons).includes('fail');
    const asked = [...check.needs, ...(check.needsAny ?? []), ...(check.helps ?? [])];
    const seen = asked.map((key) => facts[key]).filter((fact): fact is Fact<never> => fact !== undefined);
    const base = {
        check: check.code,
        group: check.group,
        blocker,
        observedBy: [...new Set(seen.filter(isObserved).map((fact): FactSource => fact.source))],
        observedAt: oldest(seen),
        accepted: null,
    };
    const elsewhere = findOtherKind(check, facts) ?? check.exempt?.(facts);
    const missing = elsewhere ? [] : missingOf(check, facts);
    if (missing.length > 0) {
        return {
            ...base,
            state: 'unknown',
            reason: 'fact_missing',
            data: {facts: missing.map(({fact}) => fact)},
            remedies: remediesFor(missing, facts),
            missing,
        };
    }
    const needed = Object.fromEntries(check.needs.map((key) => [key, valueOf(facts, key)]));
    const finding: Finding = elsewhere ?? check.judge(needed as never, facts);
    const state = check.reasons[finding.reason];
    if (state === undefined) {
        throw new Error(`check ${check.code} gave a reason outside its table: ${finding.reason}`);
    }
    const remedies = finding.remedies.map((one) => placeRemedy(one, facts));
    return {...base, state, reason: finding.reason, data: finding.data, remedies, missing: []};
}

/** What a check says of a deployment it is not about; undefined where it is, or where nobody knows of which kind it is. */
function findOtherKind({appliesTo}: AnyCheck, {deployment}: Facts): Finding | undefined {
    return appliesTo && isObserved(deployment) && !appliesTo.kinds.includes(deployment.value.kind)
        ? found(appliesTo.otherwise)
        : undefined;
}

function missingOf(check: AnyCheck, facts: Facts): Result['missing'] {
    const lacks = (key: FactKey) => !isObserved<unknown>(facts[key]);
    const needed = check.needs.filter(lacks);
    const anyOf = check.needsAny ?? [];
    const keys = anyOf.length > 0 && anyOf.every(lacks) ? [...needed, ...anyOf] : needed;
    return keys.map((fact) => ({fact, why: whyMissing(facts, fact)}));
}

/** How each lack of a fact is cured, once per cause. */
function remediesFor(missing: Result['missing'], facts: Facts): readonly Remedy[] {
    const codes = new Set(missing.map(({fact, why}) => missingRemedy(fact, why)));
    return [...codes].filter((code) => code !== undefined).map((code) => placeRemedy(remedy(code), facts));
}

function valueOf(facts: Facts, key: FactKey): unknown {
    const fact = facts[key];
    return isObserved<unknown>(fact) ? fact.value : undefined;
}

function whyMissing(facts: Facts, key: FactKey): MissingReason {
    const fact = facts[key];
    return fact && 'missing' in fact ? fact.missing : 'not_asked';
}

function oldest(facts: readonly Fact<unknown>[]): string | null {
    const times = facts.filter(isObserved).map((fact) => fact.observedAt);
    return times.length === 0 ? null : times.reduce((first, second) => (second < first ? second : first));
}
