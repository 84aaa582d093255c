/** Whether a manager's fields have that one. Source: the field paths of Kubernetes' structured merge: `f:` is a field, `k:` an item of a list by its key. */
export function hasPath(fields: unknown, [first, ...rest]: readonly string[]): boolean {
    return first === undefined || (hasField(fields, first) && hasPath(fields[first], rest));
}

function hasField<K extends string>(fields: unknown, key: K): fields is Readonly<Record<K, unknown>> {
    return typeof fields === 'object' && fields !== null && Object.hasOwn(fields, key);
}
