import type {RehearsalNews} from '../port/driver.ts';
import {speakEnglish} from '../words/speak.ts';
import {printByteSize} from './byte_size.ts';
import type {Terminal} from './terminal.ts';

const EVERY_MS = 1_000;

/** Writes the bytes of a pull to standard error, a line a second and the last one. */
export function makePullMeter(terminal: Pick<Terminal, 'err' | 'now'>): RehearsalNews['onProgress'] {
    let wroteAt = 0;
    let wrote = '';
    return ({doneBytes, totalBytes}) => {
        const now = terminal.now().getTime();
        const complete = doneBytes === totalBytes;
        const line = speakEnglish('rehearsal.pulled_bytes', {
            done: printByteSize(doneBytes),
            total: printByteSize(totalBytes),
        });
        if (totalBytes > 0 && line !== wrote && (complete || now - wroteAt >= EVERY_MS)) {
            terminal.err.write(`${line}\n`);
            wroteAt = now;
            wrote = line;
        }
    };
}
