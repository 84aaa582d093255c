import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';

const KEY = 'fips-readiness.rescue';

const KeptRescue = z.object({
    runId: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
    kit: z.string().check(z.maxLength(4096), z.regex(/^\//)),
    host: z.string().check(z.maxLength(255)),
    /** Of deployment; absent in what an older page has kept. */
    kind: z.optional(z.string().check(z.maxLength(32))),
    heardAt: z.iso.datetime(),
});
/** What a tired person needs while the server is away: kept in this browser from a run's first word on. */
export type KeptRescue = z.infer<typeof KeptRescue>;

/** Reads it; undefined where there is none, or the browser keeps nothing. */
export function readKeptRescue(): KeptRescue | undefined {
    try {
        return KeptRescue.safeParse(parseJson(localStorage.getItem(KEY) ?? '')).data;
    } catch {
        return undefined;
    }
}

/** Keeps it, or forgets it where nothing is given. A browser that keeps nothing loses a convenience only. */
export function keepRescue(kept: KeptRescue | undefined): void {
    try {
        if (kept) {
            localStorage.setItem(KEY, JSON.stringify(kept));
        } else {
            localStorage.removeItem(KEY);
        }
    } catch {
        // Private windows and full disks refuse.
    }
}
