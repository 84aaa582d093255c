import {WORDS} from '@fips-readiness/core';
import type {BackStepCode, EventData, Plan, RunEvent, RunState, StepCode} from '@fips-readiness/core';
import {makeVisible} from '@fips-readiness/core';
import {findKitFolder} from '../rescue/write_rescue_kit.ts';
import type {StepProgressReport} from '../run/step_result.ts';
import type {Settings} from '../settings/settings.ts';
import {speakEnglish} from '../words/speak.ts';
import {printByteSize} from './byte_size.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

const EVERY_MS = 1_000;

/** Says what a run does while it goes on: one line an event, a line a second for bytes. */
export type RunPrinter = {
    readonly event: (event: RunEvent) => void;
    readonly progress: (step: StepCode | BackStepCode, progress: StepProgressReport) => void;
    readonly end: (state: RunState) => void;
};

/** Progress goes to standard error, the end to standard output. */
export function makeRunPrinter(terminal: Terminal, plan: Plan, settings: Settings, runId: string): RunPrinter {
    const say = (text: string) => terminal.err.write(`${wrap(makeVisible(text), terminal.columns, '')}\n`);
    let wroteAt = 0;
    return {
        event: (event) => {
            for (const line of describeEvent(event, plan, findKitFolder(settings.RESCUE_DIR, runId))) {
                say(line);
            }
        },
        progress: (_step, {done, total, unit}) => {
            const now = terminal.now().getTime();
            if (unit === 'bytes' && total !== 0 && now - wroteAt >= EVERY_MS) {
                wroteAt = now;
                say(
                    total === null
                        ? speakEnglish('run.bytes_open', {done: printByteSize(done)})
                        : speakEnglish('run.bytes', {done: printByteSize(done), total: printByteSize(total)}),
                );
            }
        },
        end: (state) => {
            const end = state.end ?? 'open';
            const colour = end === 'succeeded' ? 'green' : end === 'cancelled' ? 'yellow' : 'red';
            terminal.out.write(
                [
                    paint(terminal, colour, speakEnglish(`run.end.${end}`)),
                    wrap(speakEnglish(`run.state.${end}`, {run: runId.slice(0, 8)}), terminal.columns, '  '),
                    wrap(`→ fips-agent status ${runId.slice(0, 8)}`, terminal.columns, '  '),
                    '',
                ].join('\n'),
            );
        },
    };
}

/** An event in words, one line each; none for what only the journal needs. */
export function describeEvent(event: RunEvent, plan: Plan, kit: string): readonly string[] {
    switch (event.kind) {
        case 'opened':
            return [
                speakEnglish('run.begun', {run: event.runId.slice(0, 8), goal: speakEnglish(`goal.${plan.goal}`), kit}),
            ];
        case 'step_begun':
            return event.step === 'recreate' ? [speakEnglish('run.silence', downtimeOf(plan))] : [];
        case 'step_done':
            return [`✓ ${speakEnglish(`step.${event.step}.title`)}: ${speakOutcome(event.outcome, event.data)}`];
        case 'step_failed':
            return [`✗ ${speakEnglish(`step.${event.step}.title`)}: ${speakReason(event.reason, event.data)}`];
        case 'noticed':
            return [`! ${speakOr(`notice.${event.notice}`, event.data, event.notice)}`];
        case 'turned_back':
            return [speakEnglish('run.turned_back', {because: speakReason(event.because, {})})];
        case 'back_done':
            return [`✓ ${speakEnglish(`step.${event.step}.title`)}: ${speakOutcome(event.outcome, event.data)}`];
        case 'back_failed':
            return [`✗ ${speakEnglish(`step.${event.step}.title`)}: ${speakReason(event.reason, event.data)}`];
        case 'closed':
            return event.downMs === null
                ? []
                : [speakEnglish('run.down', {seconds: Math.round(event.downMs / 100) / 10})];
        case 'resumed':
        case 'cancel_asked':
        case 'roll_back_asked':
        case 'back_begun':
            return [];
    }
}

function speakOutcome(outcome: string, data: EventData): string {
    return speakOr(`step.outcome.${outcome}`, data, outcome);
}

/** A reason of a step, or the title of one of the catalogue's errors, or the code itself. */
function speakReason(reason: string, data: EventData): string {
    const known = [`step.reason.${reason}`, `run.because.${reason}`].find((id) => Object.hasOwn(WORDS, id));
    return speakOr(known ?? `error.${reason}.title`, data, reason);
}

/** Sentences that lack a value are said without: an event of another version may carry less. */
function speakOr(id: string, data: EventData, fallback: string): string {
    try {
        return Object.hasOwn(WORDS, id) ? speakEnglish(id, valuesOf(data)) : fallback;
    } catch {
        return fallback;
    }
}

function valuesOf(data: EventData): Readonly<Record<string, string | number | boolean>> {
    return Object.fromEntries(
        Object.entries(data).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    );
}

function downtimeOf({downtime}: Plan): Readonly<Record<'from' | 'to', number>> {
    const seconds = (ms: number) => Math.round(ms / 100) / 10;
    return {from: seconds(downtime.fromMs), to: seconds(downtime.toMs)};
}
