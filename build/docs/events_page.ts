import * as z from 'zod/mini';
import {RunEvent} from '@fips-readiness/core';
import {printType} from './json_type.ts';
import type {Schema} from './json_type.ts';
import {page, table} from './markdown.ts';

const MEANING: Readonly<Record<RunEvent['kind'], string>> = {
    opened: 'A run has started: which plan, who approved it, and what for. Always the first event.',
    resumed: 'An interrupted run goes on; the journal before it counts.',
    step_begun: 'A step starts. On disk before anything of it is done.',
    step_done: 'A step succeeded; the outcome says how, also that somebody had done it already.',
    step_failed: 'A step failed; the consequence says what follows: `stop`, `roll_back` or `attention`.',
    noticed: 'A finding that does not stop the run.',
    cancel_asked: 'Somebody asked to cancel; that counts until the first change.',
    roll_back_asked: 'Somebody asked for the rollback.',
    turned_back: 'From here on the run rolls back.',
    back_begun: 'A step of the rollback starts.',
    back_waits: 'A step of the rollback cannot go on yet, and tries again until it can.',
    back_done: 'A step of the rollback succeeded.',
    back_failed: 'A step of the rollback failed; the others are still done.',
    closed: 'The run has ended. Always the last event, but for `discarded`.',
    discarded: 'What was kept for the rollback is gone.',
};

/** docs/reference/events.md: each line of a journal, of what the agent posts about a run, and of the report's record. */
export function printEventsPage(): string {
    const {oneOf = [], anyOf = oneOf} = z.toJSONSchema(RunEvent) as Schema;
    return page([
        '# Events',
        'The journal of a run has one event a line, as JSON: `STATE_DIR/runs/<id>/journal.jsonl`. The page, the terminal, `fips-agent status` and the evidence report show the same events. Kinds and codes are permanent; no event holds a secret.',
        'Every event has `n` (it counts from 1 without a gap), `at` (ISO 8601, UTC, by the host’s clock) and `sinceMs` (milliseconds since the start, by its monotonic clock).',
        ...anyOf.map(printEvent),
    ]);
}

const COMMON: ReadonlySet<string> = new Set(['n', 'at', 'sinceMs', 'kind']);

function printEvent({properties = {}}: Schema): string {
    const kind = String(properties['kind']?.const) as RunEvent['kind'];
    const fields = Object.entries(properties).filter(([name]) => !COMMON.has(name));
    const rows = fields.map(([name, schema]) => [`\`${name}\``, printType(schema)]);
    return [`## \`${kind}\``, MEANING[kind], ...(rows.length > 0 ? [table(['Field', 'Type'], rows)] : [])].join('\n\n');
}
