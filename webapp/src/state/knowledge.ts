import {hasChanged} from '@fips-readiness/core';
import type {Move} from './move.ts';
import type {RunView} from './run_view.ts';
import type {Snapshot} from './snapshot.ts';

/**
 * What is known of the site as of now. What was seen before a run that changed something has ended is not: it is dropped.
 * `running`: it changes. `confirming`: a run has ended and the site is being looked at again. `unconfirmed`: the agent has not
 * looked again, and nobody is asking it. `current`: all that is judged was seen after that run, or there was none.
 */
export type Knowledge =
    | {readonly code: 'running'; readonly run: RunView}
    | {
          readonly code: 'confirming' | 'unconfirmed';
          readonly run: RunView;
          readonly agent: boolean;
          readonly page: boolean;
      }
    | {readonly code: 'current'; readonly agent: boolean; readonly page: true};

type Input = {
    readonly snapshot: Pick<Snapshot, 'agent' | 'takenAt'>;
    readonly move: Pick<Move, 'run' | 'isRunning'>;
    /** The end after which everything was looked at again, with or without an answer of the agent's. */
    readonly confirmedEnd: string | undefined;
};

/**
 * The one place that says what may be judged: `agent` and `page` tell whose facts are of now. Pure. The agent's facts are compared
 * with the run's end by the host's clock, the page's by the server's.
 */
export function readKnowledge({snapshot: {agent, takenAt}, move: {run, isRunning}, confirmedEnd}: Input): Knowledge {
    if (run && isRunning) {
        return {code: 'running', run};
    }
    const end = findEnd(run);
    if (!run || !end) {
        return {code: 'current', agent: agent?.facts !== undefined, page: true};
    }
    const hasAgent = agent?.facts !== undefined && agent.facts.saidAtMs > Date.parse(end.at);
    const hasPage = Date.parse(takenAt) + (agent?.serverAheadMs ?? 0) > end.postedAtMs;
    if (hasAgent && hasPage) {
        return {code: 'current', agent: true, page: true};
    }
    const isOver = hasPage && confirmedEnd === end.name;
    return {code: isOver ? 'unconfirmed' : 'confirming', run, agent: hasAgent, page: hasPage};
}

/** The end of a run that changed something: its name, when it came by the host's clock, and when the server had the word of it. */
export function findEnd(
    run: RunView | undefined,
): {readonly name: string; readonly at: string; readonly postedAtMs: number} | undefined {
    const closed = run && hasChanged(run.state) ? run.events.findLast(({kind}) => kind === 'closed') : undefined;
    return closed && run && {name: `${run.runId} ${closed.n}`, at: closed.at, postedAtMs: run.closedPostedAtMs};
}
