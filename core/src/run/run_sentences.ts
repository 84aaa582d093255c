import {valuesOf} from '../results/spoken_values.ts';
import type {Voice} from '../words/speak.ts';
import type {EventData} from './run_event.ts';
import type {RunWait} from './run_state.ts';
import {speakData} from './speak_data.ts';

/** How a step ended well. */
export function describeOutcome(outcome: string, data: EventData, voice: Voice): string {
    return speakOr(`step.outcome.${outcome}`, data, outcome, voice);
}

/** A reason of a step, or of a run's end, or the title of one of the catalogue's errors, or the code itself. */
export function describeReason(reason: string, data: EventData, voice: Voice): string {
    const known = [`step.reason.${reason}`, `run.because.${reason}`].find(voice.knows);
    return speakOr(known ?? `error.${reason}.title`, data, reason, voice);
}

/** What a step of the rollback waits for, and what somebody can do about it. */
export function describeWait({reason, data}: Pick<RunWait, 'reason' | 'data'>, voice: Voice): string {
    return speakOr(`wait.${reason}`, data, reason, voice);
}

/** A finding that keeps the site up. */
export function describeNotice(notice: string, data: EventData, voice: Voice): string {
    return speakOr(`notice.${notice}`, data, notice, voice);
}

/** Sentences that lack a value are said without: an event of another version may carry less. */
function speakOr(id: string, data: EventData, fallback: string, {speak, knows}: Voice): string {
    try {
        const said = knows(id) ? speak(id, valuesOf(speakData(data, {speak, knows}))) : fallback;
        // A formatter that lacks a value may throw, or say the id.
        return said === id ? fallback : said;
    } catch {
        return fallback;
    }
}
