import type {RemedyCode} from '@fips-readiness/core';
import type {Changes} from '../facts.ts';

/** One way to a reason: what differs from the ready sample, and what the result has to offer. */
export type CheckCase = {
    readonly check: string;
    readonly reason: string;
    readonly when: Changes;
    readonly remedies: readonly RemedyCode[];
    /** True for facts the page saw; the agent's otherwise. */
    readonly fromPage: boolean;
};

type Row = readonly [reason: string, when: Changes, ...remedies: readonly RemedyCode[]];

/** The cases of one check, one row each. */
export function casesOf(check: string, ...rows: readonly Row[]): readonly CheckCase[] {
    return rows.map(([reason, when, ...remedies]) => ({check, reason, when, remedies, fromPage: false}));
}
