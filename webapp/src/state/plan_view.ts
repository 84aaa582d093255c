import {makePlanDigest, parsePlan} from '@fips-readiness/core';
import type {BelievedReply, Plan, PlanReply, StartWindow} from '@fips-readiness/core';

/** The agent's newest plan, as it may be shown and approved. */
export type PlanView = {
    readonly reply: PlanReply;
    /** Undefined where this page cannot read the text: such a plan is never approved here. */
    readonly plan: Plan | undefined;
    /** The page's own, over the very bytes it shows (security.md rule 9). */
    readonly digest: string;
    readonly saidAtMs: number;
    /** Who has approved it so far, where two have to. */
    readonly approvedBy: readonly string[];
    /** The window the first of two approvals named: the second has to name the same one. Undefined before it. */
    readonly notedWindow: StartWindow | null | undefined;
    /** The one-time word was used by an approval that was noted. */
    readonly isUsed: boolean;
};

/** The newest plan reply; undefined where there is none. */
export function readPlanView(believed: readonly BelievedReply[]): PlanView | undefined {
    const newest = believed.findLast(({reply}) => reply.kind === 'plan');
    if (newest?.reply.kind !== 'plan') {
        return undefined;
    }
    const {reply, saidAtMs} = newest;
    const plan = parsePlan(reply.planText);
    const noted = believed.flatMap((one) =>
        one.reply.kind === 'noted' && one.reply.planId === plan?.id
            ? [{...one, by: one.reply.by, window: one.reply.window}]
            : [],
    );
    return {
        reply,
        plan,
        digest: makePlanDigest(reply.planText),
        saidAtMs,
        approvedBy: [...new Set(noted.map(({by}) => by))],
        notedWindow: noted.at(-1)?.window,
        isUsed: noted.some((one) => one.saidAtMs >= saidAtMs),
    };
}
