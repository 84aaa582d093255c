import {makeVisible} from '../redaction/printable.ts';
import {describeResult} from '../results/describe_result.ts';
import type {Result} from '../results/result.ts';
import type {Speak} from '../words/speak.ts';
import type {ReadinessReport} from './readiness_report.ts';

/** Column names are codes, the same in every language. */
const COLUMNS = [
    'group',
    'check',
    'title',
    'state',
    'reason',
    'sentence',
    'remedies',
    'observed_by',
    'observed_at',
    'accepted_by',
    'accepted_why',
] as const;

/** The report as CSV (RFC 4180), one line a result. No cell is taken for a formula by a spreadsheet. */
export function printCsvReport(report: ReadinessReport, speak: Speak): string {
    const rows = [COLUMNS, ...report.results.map((result) => rowOf(result, speak))];
    return rows.map(printCsvRow).join('');
}

/** A line of CSV, with its end. */
export function printCsvRow(cells: readonly string[]): string {
    return `${cells.map(printCell).join(',')}\r\n`;
}

function rowOf(result: Result, speak: Speak): readonly string[] {
    const {title, sentence, remedies} = describeResult(result, speak);
    const actions = remedies.flatMap(({text, consolePath, commands}) => [
        text,
        ...(consolePath === undefined ? [] : [consolePath]),
        ...commands,
    ]);
    return [
        result.group,
        result.check,
        title,
        result.accepted ? 'accepted' : result.state,
        result.reason,
        sentence,
        actions.join(' / '),
        result.observedBy.join(' '),
        result.observedAt ?? '',
        result.accepted?.by ?? '',
        result.accepted?.why ?? '',
    ];
}

/** A cell that begins like a formula gets an apostrophe before it (OWASP, CSV injection); every cell is quoted. */
export function printCell(text: string): string {
    const visible = makeVisible(text);
    const safe = /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(visible) ? `'${visible}` : visible;
    return `"${safe.replaceAll('"', '""')}"`;
}
