import {describeEvent, makeVisible, withOwnRehearsal} from '@fips-readiness/core';
import type {BackStepCode, Plan, RunEvent, RunState, StepCode} from '@fips-readiness/core';
import {findRescueFolder} from '../journal/rescue_folder.ts';
import type {StepProgressReport} from '../port/step_result.ts';
import type {Settings} from '../settings/settings.ts';
import {ENGLISH, speakEnglish} from '../words/speak.ts';
import {printByteSize} from './byte_size.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';
import {printStays} from './rollback_stays.ts';

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
    const seen: RunEvent[] = [];
    let wroteAt = 0;
    return {
        event: (event) => {
            seen.push(event);
            const expected = withOwnRehearsal(plan, seen);
            for (const line of describeEvent(event, expected, findRescueFolder(settings.RESCUE_DIR, runId), ENGLISH)) {
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
                    ...(end === 'rolled_back' ? printStays(terminal, plan, state) : []),
                    wrap(`→ fips-agent status ${runId.slice(0, 8)}`, terminal.columns, '  '),
                    '',
                ].join('\n'),
            );
        },
    };
}
