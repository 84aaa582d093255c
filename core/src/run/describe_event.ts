import {STEPS} from '../plan/steps.ts';
import type {Plan} from '../plan/plan.ts';
import {valuesOf} from '../results/spoken_values.ts';
import type {Voice} from '../words/speak.ts';
import {nameActor} from './run_event.ts';
import type {EventData, RunEvent} from './run_event.ts';
import type {RunWait} from './run_state.ts';
import {speakData} from './speak_data.ts';

/** An event in words, one line each, for page and terminal alike; none for what only the journal needs. */
export function describeEvent(event: RunEvent, plan: Plan, kit: string, voice: Voice): readonly string[] {
    const {speak} = voice;
    switch (event.kind) {
        case 'opened':
            return [speak('run.begun', {run: event.runId.slice(0, 8), goal: speak(`goal.${plan.goal}`), kit})];
        case 'step_begun':
            return STEPS[event.step].beginsOutage ? [speak('run.silence', downtimeOf(plan))] : [];
        case 'step_done':
        case 'back_done':
            return [`✓ ${speak(`step.${event.step}.title`)}: ${describeOutcome(event.outcome, event.data, voice)}`];
        case 'step_failed':
        case 'back_failed':
            return [`✗ ${speak(`step.${event.step}.title`)}: ${describeReason(event.reason, event.data, voice)}`];
        case 'back_waits':
            return [`… ${speak(`step.${event.step}.title`)}: ${describeWait(event, voice)}`];
        case 'noticed':
            return [`! ${describeNotice(event.notice, event.data, voice)}`];
        case 'turned_back':
            return [speak('run.turned_back', {because: describeReason(event.because, event.data ?? {}, voice)})];
        case 'closed':
            return [
                ...(event.downMs === null ? [] : [speak('run.down', {seconds: toSeconds(event.downMs)})]),
                ...(event.frontDownMs === null
                    ? []
                    : [speak('run.down_front', {seconds: toSeconds(event.frontDownMs)})]),
            ];
        case 'discarded':
            return [speak('run.discarded_by', {by: nameActor(event.by)})];
        case 'resumed':
        case 'cancel_asked':
        case 'roll_back_asked':
        case 'back_begun':
            return [];
    }
}

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

/** A plan's downtime as a sentence takes it: in seconds. */
export function downtimeOf({downtime}: Plan): Readonly<Record<'from' | 'to', number>> {
    return {from: toSeconds(downtime.fromMs), to: toSeconds(downtime.toMs)};
}

/** Seconds with one decimal, as they are shown. */
export function toSeconds(ms: number): number {
    return Math.round(ms / 100) / 10;
}
