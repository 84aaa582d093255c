import type {JsonValue} from '../json_value.ts';
import {isJsonObject} from '../json_value.ts';

/**
 * The form of an answer without its values: members and their types; of a list the distinct forms in it; of a post list's
 * `posts` the forms in the order of `order`, because its member names are ids.
 */
export function shapeOf(value: JsonValue): JsonValue {
    if (Array.isArray(value)) {
        const shapes = new Map(value.map((item) => [JSON.stringify(shapeOf(item)), shapeOf(item)]));
        return [...shapes.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shape]) => shape);
    }
    if (!isJsonObject(value)) {
        return value === null ? 'null' : typeof value;
    }
    const names = Object.keys(value).sort();
    return Object.fromEntries(
        names.map((name) => {
            const member = value[name] ?? null;
            const isPosts = name === 'posts' && isJsonObject(member);
            return [name, isPosts ? shapeOf(Object.values(member)) : shapeOf(member)];
        }),
    );
}
