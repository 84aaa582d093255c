import {useEffect} from 'react';
import type {RunView} from '../state/run_view.ts';
import {keepRescue} from './kept_rescue.ts';

/** Keeps the way out in this browser from a run's first word on; forgets it when the run has ended well or without a trace. */
export function useKeptRescue(run: RunView | undefined, now: () => Date): void {
    const runId = run?.runId;
    const kit = run?.kit ?? '';
    const host = run?.plan?.target.host ?? '';
    const kind = run?.plan?.target.kind;
    const end = run?.state.end;
    const events = run?.events.length ?? 0;
    useEffect(() => {
        if (runId !== undefined) {
            const isOver = end !== undefined && end !== 'needs_attention';
            const kept = {runId, kit, host, ...(kind && {kind}), heardAt: now().toISOString()};
            keepRescue(isOver || kit === '' ? undefined : kept);
        }
    }, [runId, kit, host, kind, end, events, now]);
}
