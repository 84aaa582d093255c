import {makeVisible} from '../redaction/printable.ts';
import {valuesOf} from '../results/spoken_values.ts';
import type {Speak} from '../words/speak.ts';
import type {FileEdit, RunbookStep} from './runbook_step.ts';

/** A step by hand in words. Foreign values are made visible; each output escapes in its own way. */
export type DescribedStep = {
    readonly code: string;
    readonly title: string;
    readonly text: string;
    readonly edit: FileEdit | null;
    readonly commands: readonly string[];
};

/** Puts a step of the runbook into words: the one way for page and terminal. */
export function describeStep({code, data, edit, commands}: RunbookStep, speak: Speak): DescribedStep {
    const values = valuesOf(data);
    return {
        code,
        title: speak(`runbook.${code}.title`, values),
        text: speak(`runbook.${code}.text`, values),
        edit: edit && {
            ...edit,
            file: makeVisible(edit.file),
            variable: edit.variable === null ? null : makeVisible(edit.variable),
            from: makeVisible(edit.from),
            to: makeVisible(edit.to),
        },
        commands: commands.map(makeVisible),
    };
}
