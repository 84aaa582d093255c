import {describeEvent, makeVisible, withOwnRehearsal} from '@fips-readiness/core';
import type {BackStepCode, Plan, RunEvent, RunState, StepCode} from '@fips-readiness/core';
import {findRescueFolder} from '../journal/rescue_folder.ts';
import type {StepProgressReport} from '../port/step_result.ts';
import type {Settings} from '../settings/settings.ts';
import {ENGLISH, speakEnglish} from '../words/speak.ts';
import {makeStepLine, printAmount, printPods} from './step_line.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';
import {printStays} from './rollback_stays.ts';

/** Without a terminal a line of bytes is for a log, which is read later. */
const EVERY_MS = 10_000;

/** Says what a run does while it goes on: a line for each event; in between the step in hand on a terminal, else a line of bytes now and then, and one for each pod. */
export type RunPrinter = {
    readonly event: (event: RunEvent) => void;
    readonly progress: (step: StepCode | BackStepCode, progress: StepProgressReport) => void;
    readonly end: (state: RunState) => void;
};

/** Progress goes to standard error, the end to standard output. */
export function makeRunPrinter(terminal: Terminal, plan: Plan, settings: Settings, runId: string): RunPrinter {
    const say = (text: string) => terminal.err.write(`${wrap(makeVisible(text), terminal.columns, '')}\n`);
    const seen: RunEvent[] = [];
    const line = makeStepLine(terminal);
    let wroteAt = terminal.now().getTime();
    let pods = '';
    return {
        event: (event) => {
            seen.push(event);
            line.clear();
            const expected = withOwnRehearsal(plan, seen);
            for (const text of describeEvent(event, expected, findRescueFolder(settings.RESCUE_DIR, runId), ENGLISH)) {
                say(text);
            }
            line.event(event);
        },
        progress: (_step, progress) => {
            line.progress(progress);
            if (terminal.err.isTTY === true) {
                return;
            }
            const {done, total, unit} = progress;
            const now = terminal.now().getTime();
            if (unit === 'bytes' && total !== 0 && now - wroteAt >= EVERY_MS) {
                wroteAt = now;
                say(`  ${printAmount(done, total)}`);
            }
            // A line for each change, and none twice.
            if (unit === 'pods' && pods !== printPods(progress)) {
                pods = printPods(progress);
                say(`  ${pods}`);
            }
        },
        end: (state) => {
            line.end();
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
