import {speakEnglish} from '../words/speak.ts';
import type {Terminal} from './terminal.ts';

/** A line on standard error that says how far a command is; without a terminal there, none. */
export type Progress = {
    readonly show: (done: number, total: number) => void;
    /** Takes the line away: before anything else is written to the terminal. */
    readonly clear: () => void;
};

const CLEAR_LINE = '\r\u001b[K';

/** The progress of one command. */
export function makeProgress({err}: Pick<Terminal, 'err'>): Progress {
    const write = (text: string): void => {
        if (err.isTTY === true) {
            err.write(`${CLEAR_LINE}${text}`);
        }
    };
    return {
        show: (done, total) => write(speakEnglish('check_all.progress', {done, total})),
        clear: () => write(''),
    };
}
