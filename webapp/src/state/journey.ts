import type {Judgement} from './judgement.ts';
import type {Knowledge} from './knowledge.ts';
import type {Move} from './move.ts';
import type {Snapshot} from './snapshot.ts';

/** The page's steps, each a view of its own. Words under `journey.<step>`. */
export const JOURNEY_STEPS = ['connect', 'check', 'plan', 'swap', 'verify'] as const;
export type JourneyStep = (typeof JOURNEY_STEPS)[number];

/** How a step is by the facts, and not by clicks. */
export type StepStand = 'done' | 'current' | 'next' | 'later';

type Input = {
    readonly snapshot: Snapshot;
    readonly knowledge: Knowledge;
    readonly judgement: Judgement | undefined;
    readonly move: Move;
};

/** The first step that is not behind this deployment; `end` where all of them are. */
export function findCurrentStep({snapshot, knowledge, judgement, move}: Input): JourneyStep | 'end' {
    const code = judgement?.report.verdict.code;
    if (!snapshot.settings.connection?.publicKey) {
        // Moved by hand: what is left is to look how it is.
        return code === 'already_there' ? 'verify' : 'connect';
    }
    if (knowledge.code === 'running') {
        return 'swap';
    }
    if (knowledge.code === 'confirming' || move.run?.state.end === 'needs_attention') {
        return 'verify';
    }
    if (code === 'already_there') {
        return 'end';
    }
    return code === 'ready' || isOpenPlan(move) || move.scheduled ? 'plan' : 'check';
}

/** A plan that the agent itself found nothing against is further than the page's own checks may see. */
export function isOpenPlan({plan}: Pick<Move, 'plan'>): boolean {
    return plan?.plan !== undefined && plan.reply.failing.length + plan.reply.unknown.length === 0;
}

export function standOf(step: JourneyStep, current: JourneyStep | 'end'): StepStand {
    const ahead = current === 'end' ? -1 : JOURNEY_STEPS.indexOf(step) - JOURNEY_STEPS.indexOf(current);
    return ahead < 0 ? 'done' : ahead === 0 ? 'current' : ahead === 1 ? 'next' : 'later';
}
