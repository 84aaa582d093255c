import {StringDecoder} from 'node:string_decoder';

/** Characters of a line that are looked at; what is longer is cut, not kept. */
const LINE_LIMIT = 64 * 1024;

/** Takes bytes as they come, gives whole lines on. */
export type LineSplitter = {readonly take: (bytes: Buffer) => void; readonly end: () => void};

/** Splits a stream into lines; holds one line at a time, and no more of it than its limit. */
export function makeLineSplitter(onLine: (line: string) => void): LineSplitter {
    const decoder = new StringDecoder('utf8');
    let line = '';
    const add = (text: string): void => {
        const parts = text.split('\n');
        parts.forEach((part, index) => {
            if (index > 0) {
                onLine(line);
                line = '';
            }
            line += part.slice(0, LINE_LIMIT - line.length);
        });
    };
    return {
        take: (bytes) => add(decoder.write(bytes)),
        end: () => {
            add(decoder.end());
            if (line !== '') {
                onLine(line);
            }
        },
    };
}
