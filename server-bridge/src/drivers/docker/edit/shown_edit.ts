import type {FileEdit} from './image_edit.ts';

/** The one place an edit changes, as it may be shown: the changed word only, because a line can hold secrets beside it. */
export type ShownEdit = {
    readonly path: string;
    readonly line: number;
    readonly before: string;
    readonly after: string;
};

const EDGE = /[\s"',{}[\]=]/;

/** Finds the changed word (up to the next blank, quote, comma, bracket or equals sign on both sides) and its line. */
export function showEdit({path, before, after}: FileEdit): ShownEdit {
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
    return {
        path,
        line: before.slice(0, start).split('\n').length,
        before: before.slice(start, before.length - tail),
        after: after.slice(start, after.length - tail),
    };
}
