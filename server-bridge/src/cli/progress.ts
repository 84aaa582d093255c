import {stripVTControlCharacters} from 'node:util';
import type {Terminal} from './terminal.ts';

/** A line on standard error that says what is going on; without a terminal there, none. */
export type Progress = {
    readonly show: (text: string) => void;
    /** Takes the line away: before anything else is written to the terminal. */
    readonly clear: () => void;
};

const CLEAR_LINE = '\r\u001b[K';

/** The progress of one command. What does not fit into one line is cut off: a second one could not be taken away. */
export function makeProgress({err, columns}: Pick<Terminal, 'err' | 'columns'>): Progress {
    const write = (text: string): void => {
        if (err.isTTY === true) {
            err.write(`${CLEAR_LINE}${stripVTControlCharacters(text).slice(0, columns - 1)}`);
        }
    };
    return {show: write, clear: () => write('')};
}
