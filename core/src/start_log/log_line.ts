import * as z from 'zod/mini';
import {parseJson} from '../values/canonical_json.ts';
import {isUnloggedFailure} from './known_line.ts';

/** A line of Mattermost's log, as far as it is read. `at` is ISO 8601, null where the line has no time. Texts are foreign. */
export type LogLine = {
    readonly level: 'warn' | 'error' | 'critical' | 'fatal';
    readonly caller: string;
    readonly text: string;
    readonly at: string | null;
};

/** What is looked at of a text: far more than is shown, far less than would make looking slow. */
const TEXT_LIMIT = 4_096;
const CALLER = /^[\w./-]{1,80}:\d{1,6}$/;

const JsonLine = z.object({
    level: z.string(),
    msg: z.string(),
    caller: z.optional(z.unknown()),
    timestamp: z.optional(z.unknown()),
    error: z.optional(z.unknown()),
});

const LEVELS: ReadonlyMap<string, LogLine['level']> = new Map([
    ['warn', 'warn'],
    ['warning', 'warn'],
    ['error', 'error'],
    ['critical', 'critical'],
    ['crit', 'critical'],
    ['panic', 'fatal'],
    ['fatal', 'fatal'],
]);

/** Any line of the plain log, whatever its level. */
const LOGGED = /^\w{1,20}\s+\[[^\]]{0,40}\]\s/;
const PLAIN = /^(warn|warning|error|critical|panic|fatal)\s+\[([^\]]{0,40})\]\s+(.*)$/i;
/** What ends a Go program, and what the product's command line prints before it ends. */
const ENDING = /^(?:panic: |fatal error: |Error: )/;

/** Reads a line of the JSON or the plain log; undefined for what is not a warning or worse, and for what is not a line of a log. */
export function parseLogLine(line: string): LogLine | undefined {
    const trimmed = line.trim();
    return trimmed.startsWith('{') ? (parseJsonLine(trimmed) ?? undefined) : parsePlainLine(withoutColours(trimmed));
}

function parseJsonLine(line: string): LogLine | undefined {
    const read = JsonLine.safeParse(parseJson(line));
    if (!read.success) {
        return undefined;
    }
    const {level, msg, caller, timestamp, error} = read.data;
    const known = LEVELS.get(level.toLowerCase());
    return (
        known && {
            level: known,
            caller: readCaller(caller),
            text: limit(typeof error === 'string' ? `${msg}: ${error}` : msg),
            at: readTime(timestamp),
        }
    );
}

function parsePlainLine(line: string): LogLine | undefined {
    if (ENDING.test(line)) {
        return {level: 'fatal', caller: '', text: limit(line), at: null};
    }
    if (!LOGGED.test(line) && isUnloggedFailure(line.slice(0, TEXT_LIMIT))) {
        return {level: 'error', caller: '', text: limit(line), at: null};
    }
    const match = PLAIN.exec(line);
    const level = LEVELS.get(match?.[1]?.toLowerCase() ?? '');
    if (!match || !level) {
        return undefined;
    }
    const rest = match[3] ?? '';
    const [, caller = ''] = /\bcaller="([^"]*)"/.exec(rest) ?? [];
    return {level, caller: readCaller(caller), text: limit(rest), at: readTime(match[2])};
}

/** A file and a line of the source; whatever else stands there is left out. */
function readCaller(caller: unknown): string {
    return typeof caller === 'string' && CALLER.test(caller) ? caller : '';
}

/** `2026-11-23 06:44:34.869 Z`, as the product prints it. */
function readTime(timestamp: unknown): string | null {
    const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,9})?) ?Z$/.exec(String(timestamp));
    return match ? `${match[1]}T${match[2]}Z` : null;
}

/** A cut goes back to the last blank: half a connection string would not be known as one. */
function limit(text: string): string {
    return text.length <= TEXT_LIMIT ? text : text.slice(0, TEXT_LIMIT).replace(/\S*$/, '');
}

function withoutColours(text: string): string {
    // The escape character is left out where a recording was cleaned of it.
    return text.replaceAll(/\u001b?\[\d{1,3}m/g, '');
}
