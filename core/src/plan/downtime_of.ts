import type {Plan} from './plan.ts';

/** A plan's downtime as a sentence takes it: in seconds. */
export function downtimeOf({downtime}: Plan): Readonly<Record<'from' | 'to', number>> {
    return {from: toSeconds(downtime.fromMs), to: toSeconds(downtime.toMs)};
}

/** Seconds with one decimal, as they are shown. */
export function toSeconds(ms: number): number {
    return Math.round(ms / 100) / 10;
}
