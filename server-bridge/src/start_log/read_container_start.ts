import type {Instance, ReadLogs} from '../port/driver.ts';
import {makeLineSplitter} from './line_splitter.ts';

/** The line stands near the beginning; a log that is longer, or slower, does not tell. */
const LIMITS = {bytes: 4 * 1024 * 1024, timeMs: 5_000};
const LISTENING = /Server is listening/;
/** Mattermost's own time in JSON and in plain lines: `2026-11-28 06:50:53.345 Z`. */
const TIME = /(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}\.\d{3}) Z/;

/**
 * How long the running instance took from its start to "Server is listening", in milliseconds; undefined where its log does
 * not tell. Nothing of the log is kept.
 */
export async function readContainerStart(
    readLogs: ReadLogs,
    {id, name, startedAt}: Pick<Instance, 'id' | 'name' | 'startedAt'>,
): Promise<number | undefined> {
    const startedMs = Date.parse(startedAt);
    let listeningMs: number | undefined;
    const take = (line: string): void => {
        const time = listeningMs === undefined && LISTENING.test(line) ? TIME.exec(line) : undefined;
        listeningMs ??= time ? Date.parse(`${time[1] ?? ''}T${time[2] ?? ''}Z`) : undefined;
    };
    const streams = {output: makeLineSplitter(take), errors: makeLineSplitter(take)};
    let bytes = 0;
    try {
        const signal = AbortSignal.timeout(LIMITS.timeMs);
        for await (const part of readLogs({id, name}, {since: new Date(startedAt), signal})) {
            (part.isError ? streams.errors : streams.output).take(part.bytes);
            bytes += part.bytes.length;
            if (listeningMs !== undefined || bytes > LIMITS.bytes) {
                break;
            }
        }
    } catch {
        return undefined;
    }
    const tookMs = (listeningMs ?? Number.NaN) - startedMs;
    return tookMs > 0 ? tookMs : undefined;
}
