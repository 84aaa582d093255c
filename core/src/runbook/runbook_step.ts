import type {Facts} from '../facts/facts.ts';
import type {Data} from '../values/data.ts';
import type {Direction} from '../values/variant.ts';
import type {RUNBOOK_WORDS} from '../words/runbook.ts';
import type {Move} from './runbook_move.ts';

/** Permanent codes; their words are `runbook.<code>.title` and `runbook.<code>.text`. */
export type RunbookCode = keyof typeof RUNBOOK_WORDS;

/** A change of one line by hand: in `file` (absolute where known) `from` becomes `to`. */
export type FileEdit = {
    readonly file: string;
    readonly line: number | null;
    readonly variable: string | null;
    readonly from: string;
    readonly to: string;
};

/** One step by hand: lines for a shell on the host (or of kubectl), and the edit that comes before them. */
export type RunbookStep = {
    readonly code: RunbookCode;
    readonly data: Data;
    readonly edit: FileEdit | null;
    readonly commands: readonly string[];
};

/** What the steps of one kind of deployment are made from. */
export type RunbookInput = {
    readonly facts: Facts;
    readonly place: Data;
    readonly move: Move;
    readonly direction: Direction;
};

/** Makes a step. */
export function step(
    code: RunbookCode,
    commands: readonly string[] = [],
    data: Data = {},
    edit: FileEdit | null = null,
): RunbookStep {
    return {code, data, edit, commands};
}
