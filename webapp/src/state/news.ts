import {hasChanged, hasMoved, isObserved} from '@fips-readiness/core';
import type {Facts, Variant} from '@fips-readiness/core';
import type {Judgement} from './judgement.ts';
import type {Move} from './move.ts';
import type {RunView} from './run_view.ts';

/** For so long a run's end is what the page says first. */
const NEWS_MS = 86_400_000;

/**
 * The run whose end is what the page says first. None once a newer plan was made, after a day, where somebody else has changed the
 * image since, or where the verdict says the same.
 */
export function findNews(input: {
    readonly move: Pick<Move, 'run' | 'plan'>;
    readonly judgement: Judgement;
    /** By the server's clock. */
    readonly nowMs: number;
}): RunView | undefined {
    const {move, judgement, nowMs} = input;
    const {run, plan} = move;
    const closedAtMs = Date.parse(run?.events.findLast(({kind}) => kind === 'closed')?.at ?? '');
    if (!run || !(nowMs - closedAtMs < NEWS_MS) || (plan && plan.saidAtMs > closedAtMs)) {
        return undefined;
    }
    const seen = seenVariant(judgement.facts);
    const left = leftVariant(run);
    const isOld = seen !== undefined && left !== undefined && seen !== left;
    const saysTheSame = run.state.end === 'succeeded' && judgement.report.verdict.code === 'already_there';
    return isOld || saysTheSame ? undefined : run;
}

/** Which image the run has left behind it; undefined where it did not touch it, or nobody knows. */
function leftVariant({plan, state}: RunView): Variant | undefined {
    if (!plan || plan.goal === 'rotate' || !hasChanged(state)) {
        return undefined;
    }
    return (state.end === 'rolled_back' ? plan.from.variant : hasMoved(state) ? plan.to.variant : null) ?? undefined;
}

function seenVariant({running_image: image, server}: Facts): Variant | undefined {
    if (isObserved(image)) {
        return image.value.variant ?? undefined;
    }
    const flag = isObserved(server) ? server.value.fips : null;
    return flag === null ? undefined : flag ? 'fips' : 'standard';
}
