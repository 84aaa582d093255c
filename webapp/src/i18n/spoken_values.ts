import type {Speak} from '@fips-readiness/core';

/** Values as a message takes them: ICU's select compares text, so booleans are handed over as words. */
export function printValues(values: Parameters<Speak>[1] = {}): Record<string, string | number> {
    return Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]),
    );
}
