import React from 'react';
import {describeWait, makeVisible, STEPS} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {readDownTime} from './down_time.ts';

/** Beats of the agent come once a minute; while the site is down none can come. */
const GONE_AFTER_MS = 180_000;

type Props = {
    readonly run: RunView;
    readonly snapshot: Snapshot;
    readonly readiness: Readiness;
    /** By the server's clock. */
    readonly nowMs: number;
};

/** One line on what is awaited. Its place is kept: nothing moves when the site falls silent. */
export function SwapStatus(props: Props) {
    const {run, snapshot, readiness, nowMs} = props;
    const words = useWords();
    const {say, speak} = words;
    const {plan, state} = run;
    const isUnheard = snapshot.agent?.problem !== undefined || readiness.problem !== undefined;
    const down = readDownTime(run, nowMs);
    const isGone =
        down?.downMs === undefined && nowMs - run.toldAtMs > GONE_AFTER_MS && snapshot.agent?.presence !== 'online';
    const outage = plan?.steps.find(({code}) => STEPS[code].beginsOutage)?.code;
    const isAhead = outage !== undefined && !state.steps.has(outage);
    const line = state.waitsFor
        ? makeVisible(describeWait(state.waitsFor, words))
        : down?.isLonger
          ? say(plan?.rollBack === 'ask' ? 'swap.down.longer_ask' : 'swap.down.longer')
          : isUnheard
            ? say('swap.silent')
            : isGone
              ? say('swap.agent_gone')
              : isAhead
                ? say('swap.announced', {step: speak(`step.${outage}.title`)})
                : '';
    return <p className="fr-running__status">{line}</p>;
}
