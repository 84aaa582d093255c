import type {Goal} from '../plan/plan.ts';
import {makeVisible} from '../redaction/printable.ts';
import type {Voice} from '../words/speak.ts';
import {describeReason} from './run_sentences.ts';
import {nameActor} from './run_event.ts';
import type {RunEvent} from './run_event.ts';
import {foldRun, hasMoved} from './run_state.ts';

/** The state of the site that an ended run has left, in one sentence: the headline of the page. '' while the run goes on. */
export function describeSite(events: readonly RunEvent[], voice: Voice): string {
    const {speak} = voice;
    const state = foldRun(events);
    const goal = goalOf(events);
    switch (state.end) {
        case undefined:
            return '';
        case 'succeeded':
            return speak('site.succeeded', {goal});
        case 'rolled_back': {
            const asked = events.findLast((event) => event.kind === 'roll_back_asked');
            return state.rollBackWanted && asked?.kind === 'roll_back_asked'
                ? speak('site.rolled_back_by', {goal, by: makeVisible(nameActor(asked.by))})
                : speak('site.rolled_back', {goal, because: describeCause(events, voice)});
        }
        case 'needs_attention':
            return hasMoved(state)
                ? speak('site.moved_with_findings', {goal})
                : speak('site.needs_attention', {goal, because: describeCause(events, voice)});
        case 'refused':
            return speak('site.refused', {goal, because: describeCause(events, voice)});
        case 'cancelled':
            return speak('site.cancelled', {goal});
    }
}

function goalOf(events: readonly RunEvent[]): Goal {
    const opened = events.find((event) => event.kind === 'opened');
    return opened?.kind === 'opened' ? opened.goal : 'to_fips';
}

/** What went wrong, as the end of a sentence: the layer that failed, the reason of the step that failed, or of the end. */
function describeCause(events: readonly RunEvent[], voice: Voice): string {
    const failed = events.findLast((event) => event.kind === 'step_failed');
    if (failed?.kind !== 'step_failed') {
        const closed = events.findLast((event) => event.kind === 'closed');
        return makeVisible(describeReason(closed?.kind === 'closed' ? closed.because : '', {}, voice));
    }
    const {layers} = failed.data;
    // They are in order: the first one that failed explains those after it.
    const clause = (Array.isArray(layers) ? layers : [])
        .map((entry) => `site.layer.${entry.split('.')[0] ?? ''}`)
        .find((id) => voice.knows(id));
    return clause === undefined ? makeVisible(describeReason(failed.reason, failed.data, voice)) : voice.speak(clause);
}
