import {makeVisible, printCsvRow, printVisibleJson} from '@fips-readiness/core';
import type {ListedCheck} from './check_listed.ts';
import {makeListRow} from './list_row.ts';
import type {ListRow} from './list_row.ts';

export const LIST_FORMATS = ['table', 'json', 'csv'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** Prints checks one by one, so that none of them has to be kept: the text before the first, of each, after the last. */
export type ListPrinter = {
    readonly start: string;
    readonly print: (check: ListedCheck) => string;
    readonly end: string;
};

/** The columns of the table have a least width each; what does not fit moves the rest of its own line. */
const WIDTHS = {namespace: 20, name: 20, version: 9, variant: 9, verdict: 14} as const;

const COLUMNS = ['namespace', 'name', 'version', 'variant', 'verdict', 'blockers', 'unknown', 'problem'] as const;

/** A printer for one list. */
export function makeListPrinter(format: ListFormat): ListPrinter {
    switch (format) {
        case 'table':
            return {start: printHead(), print: (check) => printLine(makeListRow(check)), end: ''};
        case 'csv':
            return {start: printCsvRow(COLUMNS), print: printCsvLine, end: ''};
        case 'json':
            return makeJsonPrinter();
    }
}

function printHead(): string {
    const head = Object.entries(WIDTHS).map(([column, width]) => column.toUpperCase().padEnd(width));
    return `${[...head, 'BLOCKERS'].join(' ')}\n`;
}

function printLine(row: ListRow): string {
    const cells = Object.entries(WIDTHS).map(([column, width]) =>
        (makeVisible(row[column as keyof typeof WIDTHS]) || '?').padEnd(width),
    );
    return `${[...cells, makeVisible(row.blockers || row.unknown || row.problem)].join(' ').trimEnd()}\n`;
}

function printCsvLine(check: ListedCheck): string {
    const row = makeListRow(check);
    return printCsvRow(COLUMNS.map((column) => row[column]));
}

/** An array of `{namespace, name, verdict, report}`; without a report a `problem` says why. */
function makeJsonPrinter(): ListPrinter {
    let separator = '';
    return {
        start: '[',
        print: (check) => {
            const {namespace, name, report} = check;
            const element = report
                ? {namespace, name, verdict: report.verdict.code, report}
                : {namespace, name, verdict: 'cannot_tell', report, problem: check.reason};
            const text = `${separator}\n${printVisibleJson(element)}`;
            separator = ',';
            return text;
        },
        end: '\n]\n',
    };
}
