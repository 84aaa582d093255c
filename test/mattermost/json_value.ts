export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
    [key: string]: JsonValue;
}

/** True for `{…}`: neither null nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member as text, or '' when it is missing or something else. */
export function textOf(object: JsonObject, key: string): string {
    const value = object[key];
    return typeof value === 'string' ? value : '';
}

/** JSON as Go's encoder writes it: `<`, `>`, `&` and the two line separators are escaped. */
export function printGoJson(value: JsonValue | object, indent = 0): string {
    const text = JSON.stringify(value, null, indent) ?? 'null';
    return text.replace(/[<>&\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
