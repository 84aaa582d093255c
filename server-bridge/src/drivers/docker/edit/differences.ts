/** A place where two JSON values differ: keys only in the path; the values may be secrets. */
export type Difference = {readonly path: string; readonly before: unknown; readonly after: unknown};

/** Where two JSON values differ. Lists are compared as a whole; a key only one of them has is a difference. */
export function findDifferences(before: unknown, after: unknown, path = ''): readonly Difference[] {
    if (isObject(before) && isObject(after)) {
        const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
        return [...keys].flatMap((key) =>
            findDifferences(before[key], after[key], path === '' ? key : `${path}.${key}`),
        );
    }
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{path, before, after}];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
