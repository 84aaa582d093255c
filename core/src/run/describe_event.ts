import {downtimeOf, toSeconds} from '../plan/downtime_of.ts';
import {STEPS} from '../plan/steps.ts';
import type {Plan} from '../plan/plan.ts';
import type {Voice} from '../words/speak.ts';
import {nameActor} from './run_event.ts';
import type {RunEvent} from './run_event.ts';
import {describeNotice, describeOutcome, describeReason, describeWait} from './run_sentences.ts';

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
