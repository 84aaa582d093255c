import type {Redactor} from '../redaction/redact.ts';
import {makeVisible} from '../redaction/printable.ts';
import {findKnownMeaning, START_LOG_CODES} from './known_line.ts';
import type {StartLogCode} from './known_line.ts';
import {parseLogLine} from './log_line.ts';
import type {LogLine} from './log_line.ts';

/** What is known of: codes and counts, which may go anywhere. `firstAt` is ISO 8601, null where the line had no time. */
export type ExplainedLines = {readonly code: StartLogCode; readonly count: number; readonly firstAt: string | null};

/** Lines nobody explains. `text` is redacted, made visible and short: it stays on the host all the same (security.md rule 16). */
export type OtherLines = {
    readonly level: LogLine['level'];
    readonly caller: string;
    readonly count: number;
    readonly text: string;
};

/** `more` counts lines of kinds beyond those listed. */
export type StartLog = {
    readonly explained: readonly ExplainedLines[];
    readonly other: readonly OtherLines[];
    readonly more: number;
};

/** Takes a log line by line; nothing is kept but counts and the first line of each kind. */
export type StartLogReader = {readonly take: (line: string) => void; readonly report: () => StartLog};

const KINDS = 50;
const SHOWN = 200;

/** Reads what Mattermost writes from its start on: errors and worse, and warnings only where their meaning is known. */
export function makeStartLogReader(redact: Redactor): StartLogReader {
    const explained = new Map<StartLogCode, {count: number; firstAt: string | null}>();
    const other = new Map<string, LogLine & {count: number}>();
    let more = 0;
    const takeOther = (line: LogLine): void => {
        const key = `${line.level} ${line.caller} ${line.text}`;
        const known = other.get(key);
        if (known) {
            known.count += 1;
        } else if (other.size < KINDS) {
            other.set(key, {...line, count: 1});
        } else {
            more += 1;
        }
    };
    return {
        take: (text) => {
            const line = parseLogLine(text);
            const code = line && findKnownMeaning(line.text);
            if (line && code !== undefined) {
                const {count, firstAt} = explained.get(code) ?? {count: 0, firstAt: line.at};
                explained.set(code, {count: count + 1, firstAt});
            } else if (line && line.level !== 'warn') {
                takeOther(line);
            }
        },
        report: () => ({
            explained: START_LOG_CODES.flatMap((code) => {
                const found = explained.get(code);
                return found ? [{code, ...found}] : [];
            }),
            other: [...other.values()].map(({level, caller, count, text}) => ({
                level,
                caller,
                count,
                text: show(text, redact),
            })),
            more,
        }),
    };
}

/** JSON inside of a text has its quotes escaped: without that its keys are not known for what they are. */
function show(text: string, redact: Redactor): string {
    const visible = makeVisible(redact(text.replaceAll(/\\+"/g, '"')));
    const characters = [...visible];
    return characters.length <= SHOWN ? visible : `${characters.slice(0, SHOWN - 1).join('')}…`;
}
