import {readRuns} from '../state/run_view.ts';
import type {RunView} from '../state/run_view.ts';
import type {Readiness} from '../state/use_readiness.ts';

/** A little less than the agent's one-time words are good for: older ones are asked anew. */
const FRESH_MS = 9 * 60_000;

/**
 * One of a run's one-time words, fresh: the agent is asked for the run again where it is too old. Undefined where it gave none.
 * `nowMs` by the server's clock.
 */
export async function fetchFreshWord(
    readiness: Readiness,
    run: RunView,
    nowMs: number,
    pick: (run: RunView) => string,
): Promise<string | undefined> {
    const word = pick(run);
    if (word !== '' && nowMs - run.toldAtMs < FRESH_MS) {
        return word;
    }
    const outcome = await readiness.ask({kind: 'show'});
    const believed = outcome?.code === 'answered' ? readiness.heard() : [];
    const again = readRuns(believed).find(({runId}) => runId === run.runId);
    const fresh = again && pick(again);
    return fresh === '' ? undefined : fresh;
}
