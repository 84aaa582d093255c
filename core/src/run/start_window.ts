import * as z from 'zod/mini';

const HOUR_MS = 60 * 60 * 1000;

/** How far ahead a window may open, and how long it may be: what was approved for a night is not left lying for a month. */
export const WINDOW_LIMITS = {aheadHours: 7 * 24, lengthHours: 12} as const;

/** Between when and when an approved run may begin (ISO 8601 UTC): the approval's life instead of ten minutes. */
export const StartWindow = z.object({from: z.iso.datetime(), until: z.iso.datetime()});
export type StartWindow = Readonly<z.infer<typeof StartWindow>>;

/** Is it a window at all, not over yet, and within the limits? */
export function isUsableWindow(window: StartWindow, nowMs: number): boolean {
    const [from, until] = [Date.parse(window.from), Date.parse(window.until)];
    return (
        from < until &&
        until > nowMs &&
        until - from <= WINDOW_LIMITS.lengthHours * HOUR_MS &&
        from - nowMs <= WINDOW_LIMITS.aheadHours * HOUR_MS
    );
}

/** Two approvals of one plan have to mean the same time; null is "at once". */
export function isSameWindow(one: StartWindow | null, other: StartWindow | null): boolean {
    return one?.from === other?.from && one?.until === other?.until;
}
