import {makeVisible} from '../redaction/printable.ts';
import type {Data} from '../values/data.ts';

/** Typed data as a sentence takes it: lists joined by commas, foreign text made visible. */
export function valuesOf(data: Data): Record<string, string | number | boolean> {
    return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, spoken(value)]));
}

function spoken(value: Data[string]): string | number | boolean {
    if (typeof value === 'string') {
        return makeVisible(value);
    }
    return typeof value === 'object' ? value.map(makeVisible).join(', ') : value;
}
