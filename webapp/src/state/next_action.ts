import type {Judgement} from './judgement.ts';
import {isOpenPlan} from './journey.ts';
import type {JourneyStep} from './journey.ts';
import type {Move} from './move.ts';
import type {Snapshot} from './snapshot.ts';

/** The one thing to do next, and the view it is done in. Words under `next.<code>`. */
export type NextAction = {
    readonly code: 'connect' | 'fix' | 'make_plan' | 'review' | 'scheduled' | 'look';
    readonly step: JourneyStep;
};

/** What leads on from here; undefined where nothing is left to do, or only the agent's word is missing. Pure. */
export function findNextAction(
    {viewer, settings}: Pick<Snapshot, 'viewer' | 'settings'>,
    {report}: Judgement,
    move: Pick<Move, 'plan' | 'scheduled' | 'run'>,
): NextAction | undefined {
    const {code} = report.verdict;
    if (move.run?.state.end === 'needs_attention') {
        return {code: 'look', step: 'verify'};
    }
    if (move.scheduled?.outcome.code === 'waiting') {
        return {code: 'scheduled', step: 'plan'};
    }
    if (code === 'not_ready') {
        return {code: 'fix', step: 'check'};
    }
    if (isOpenPlan(move)) {
        return {code: 'review', step: 'plan'};
    }
    switch (code) {
        case 'cannot_tell':
            return settings.connection?.publicKey ? undefined : {code: 'connect', step: 'connect'};
        case 'ready':
            if (!settings.connection?.publicKey) {
                return {code: 'connect', step: 'connect'};
            }
            return viewer.isSystemAdmin ? {code: 'make_plan', step: 'plan'} : undefined;
        case 'already_there':
            return undefined;
    }
}
