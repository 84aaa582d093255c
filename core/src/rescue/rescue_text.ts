import {findStaysAfterRollback} from './stays_after_rollback.ts';
import {STEP_CODES} from '../plan/steps.ts';
import {makeVisible} from '../redaction/printable.ts';
import {valuesOf} from '../results/spoken_values.ts';
import type {Speak} from '../words/speak.ts';
import type {Plan} from '../plan/plan.ts';
import type {RunState} from '../run/run_state.ts';

/**
 * What the text of a rescue kit is written from: `commands` bring the old state back, `files` are the edited ones. In a cluster
 * they change what the context of kubectl leads to, and `createLine` makes a resource again that somebody has deleted.
 */
export type RescueNotes = {
    readonly folder: string;
    readonly runId: string;
    readonly plan: Plan;
    readonly state: Pick<RunState, 'steps' | 'back' | 'changed' | 'waitsFor' | 'end' | 'kitFolder' | 'restoredBundles'>;
    readonly commands: readonly string[];
    readonly files: readonly string[];
    readonly cluster?: {readonly context: string; readonly createLine: string};
};

/** `ROLLBACK.txt`: what was changed, the state now, and absolute commands, for a tired person at night. */
export function printRescueText(
    {plan, state, runId, folder, commands, files, cluster}: RescueNotes,
    speak: Speak,
): string {
    const begun = STEP_CODES.filter((step) => state.changed.has(step));
    const last = [...state.back.keys()].at(-1) ?? [...state.steps.keys()].at(-1) ?? 'rescue_kit';
    const stays = findStaysAfterRollback(plan, state);
    const values = {
        files: files.join(', '),
        role: plan.rotation?.role ?? '',
        from: plan.from.reference,
        to: plan.to.reference,
    };
    const lines = [
        speak('rescue.title'),
        '',
        speak('rescue.run', {run: runId, goal: speak(`goal.${plan.goal}`), step: speak(`step.${last}.title`)}),
        ...(state.end === undefined ? [] : [speak('rescue.ended', {end: speak(`run.end.${state.end}`)})]),
        ...(state.waitsFor === undefined
            ? []
            : ['', speak(`wait.${state.waitsFor.reason}`, valuesOf(state.waitsFor.data))]),
        '',
        ...(begun.length === 0
            ? [speak('rescue.nothing')]
            : [
                  speak('rescue.changed'),
                  ...begun.map((step) => `  - ${speak(`rescue.changed.${step}`, values)}`),
                  '',
                  speak('rescue.script', {script: `${folder}/rollback.sh`}),
                  '',
                  ...(cluster ? [speak('rescue.context', {context: cluster.context})] : []),
                  speak('rescue.commands'),
                  ...commands.map((command) => `  ${command}`),
                  ...stays.flatMap(({word, values: said, commands: lines}) => [
                      '',
                      speak(word, said),
                      ...lines.map((one) => `  ${one}`),
                  ]),
              ]),
        ...(cluster ? ['', speak('rescue.deleted'), `  ${cluster.createLine}`] : []),
        '',
        speak('rescue.secret'),
        '',
    ];
    return lines.map(makeVisible).join('\n');
}
