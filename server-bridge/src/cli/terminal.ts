import {styleText} from 'node:util';
import wrapAnsi from 'wrap-ansi';
import type {Writable} from 'node:stream';

/** What a command may touch of the process: passed in, so that tests need no process. */
export type Terminal = {
    readonly out: Writable;
    readonly err: Writable & {readonly isTTY?: boolean};
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly now: () => Date;
    /** The id of the user, where the system has such ids. */
    readonly uid?: number | undefined;
    /** Asks a yes-or-no question; undefined where nobody can answer (no terminal). */
    readonly ask: ((question: string) => Promise<boolean>) | undefined;
    readonly colours: boolean;
    readonly columns: number;
};

type Style = 'red' | 'yellow' | 'green' | 'grey' | 'bold' | 'cyan';

/** Colours a word where the terminal shows colours; a colour never carries meaning alone. */
export function paint(terminal: Pick<Terminal, 'colours'>, style: Style, text: string): string {
    return terminal.colours ? styleText(style, text, {validateStream: false}) : text;
}

/** Breaks text at blanks to fit `columns`, each line after `indent`; a word that is longer, a path say, stays whole. */
export function wrap(text: string, columns: number, indent: string): string {
    return wrapAnsi(text, Math.max(1, columns - indent.length))
        .split('\n')
        .map((line) => indent + line)
        .join('\n');
}
