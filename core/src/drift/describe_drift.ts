import {describeResult} from '../results/describe_result.ts';
import {valuesOf} from '../results/spoken_values.ts';
import type {Speak} from '../words/speak.ts';
import type {Drift} from './find_drift.ts';
import type {Upcoming} from './find_upcoming.ts';

/** A finding in one sentence. `printTime` shows a moment as its reader reads it. */
export function describeDrift({code, data}: Drift, speak: Speak, printTime: (iso: string) => string): string {
    const {until} = data;
    const shown = typeof until === 'string' && until !== '' ? {...data, until: printTime(until)} : data;
    return speak(
        code === 'users_ahead' && until === '' ? 'drift.users_ahead_unknown' : `drift.${code}`,
        valuesOf(shown),
    );
}

/** A rule of a later release in one sentence, with the release in front. */
export function describeUpcoming({from, result}: Upcoming, speak: Speak): string {
    const {title, sentence} = describeResult(result, speak);
    return speak('drift.upcoming', {from, title, sentence});
}
