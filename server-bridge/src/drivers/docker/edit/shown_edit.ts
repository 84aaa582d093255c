import {makeRedactor, REDACTED} from '@fips-readiness/core';
import {encodeBase64} from '../../../encode_base64.ts';
import type {Span} from '../../../rotation/written_password.ts';
import type {FileEdit} from './image_edit.ts';

/** The one place an edit changes, as it may be shown; `line` counts from 1, and no secret is in it. */
export type ShownEdit = {
    readonly path: string;
    readonly line: number;
    readonly before: string;
    readonly after: string;
};

const EDGE = /[\s"',{}[\]=]/;

/** The whole line before and after; of one that holds more than this value, the changed word: there may be secrets next to it. */
export function showEdit({path, before, after}: FileEdit): ShownEdit {
    const {start, tail} = findChangedWord(before, after);
    const show = (text: string): string => {
        const span = {start, end: text.length - tail};
        const word = text.slice(span.start, span.end);
        const around = findAround(text, span);
        return redactLine(around ? `${around.head}${word}${around.tail}` : word);
    };
    return {path, line: countLines(before, start), before: show(before), after: show(after)};
}

/** The line of a secret without the secret, the same before and after. */
export function showSecretEdit({path, before}: Pick<FileEdit, 'path' | 'before'>, span: Span): ShownEdit {
    const around = findAround(before, span);
    const shown = around ? redactLine(`${around.head}${REDACTED}${around.tail}`) : REDACTED;
    return {path, line: countLines(before, span.start), before: shown, after: shown};
}

/** From where and up to how far from the end two texts differ, widened to the next blank, quote, comma, bracket or equals sign. */
function findChangedWord(before: string, after: string): {readonly start: number; readonly tail: number} {
    let start = 0;
    while (start < before.length && before[start] === after[start]) {
        start += 1;
    }
    let tail = 0;
    while (
        tail < before.length - start &&
        before.at(-1 - tail) === after.at(-1 - tail) &&
        tail < after.length - start
    ) {
        tail += 1;
    }
    while (start > 0 && !EDGE.test(before[start - 1] ?? '')) {
        start -= 1;
    }
    while (tail > 0 && !EDGE.test(before.at(-tail) ?? '')) {
        tail -= 1;
    }
    return {start, tail};
}

/** A name, its sign, and the value as far as the span; of a list item too. */
const HEAD = /^\s*(?<shown>(?:export\s+|-\s+)?[\w.-]+\s*[:=]\s*["']?[^\s"',#]*)$/;
/** What is left of the value; a comment is not shown. */
const TAIL = /^(?<shown>[^\s"',#]*["']?)\s*(?:\s#[^\n]*)?$/;

/** What is on the line of a span besides it; undefined where that is more than one name and one value. */
function findAround(text: string, {start, end}: Span): {readonly head: string; readonly tail: string} | undefined {
    const next = text.indexOf('\n', end);
    const head = HEAD.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))?.groups?.['shown'];
    const tail = TAIL.exec(text.slice(end, next < 0 ? text.length : next))?.groups?.['shown'];
    return head === undefined || tail === undefined || text.slice(start, end).includes('\n') ? undefined : {head, tail};
}

/** A connection string has its login besides the password that changes. */
const redactLine = makeRedactor([], encodeBase64);

function countLines(text: string, end: number): number {
    return text.slice(0, end).split('\n').length;
}
