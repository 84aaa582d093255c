import {
    EXIT_CODES,
    makeReadinessReport,
    printCsvReport,
    printMarkdownReport,
    printVisibleJson,
} from '@fips-readiness/core';
import type {ExitCode, ReadinessReport} from '@fips-readiness/core';
import {speakEnglish} from '../words/speak.ts';
import {openFacts} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {printReportTable} from './report_table.ts';
import type {Terminal} from './terminal.ts';
import {printTyped} from './typed_options.ts';

export const FORMATS = ['table', 'json', 'markdown', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

export type CheckOptions = GlobalOptions & {
    readonly format: Format;
    readonly all: boolean;
    readonly strict: boolean;
    readonly back: boolean;
};

/** `fips-agent check`: judges the deployment and prints the report. Changes nothing. */
export async function check(terminal: Terminal, options: CheckOptions): Promise<ExitCode> {
    const {
        agent: {settings},
        facts,
    } = await openFacts(terminal, options);
    const report = makeReadinessReport({
        facts,
        accepted: settings.ACCEPTED_RISKS,
        direction: options.back ? 'to_standard' : 'to_fips',
        madeAt: terminal.now().toISOString(),
    });
    terminal.out.write(printReport(report, terminal, options));
    return exitCodeOf(report, options.strict);
}

function printReport(report: ReadinessReport, terminal: Terminal, options: CheckOptions): string {
    switch (options.format) {
        case 'json':
            return `${printVisibleJson(report)}\n`;
        case 'markdown':
            return printMarkdownReport(report, speakEnglish);
        case 'csv':
            return printCsvReport(report, speakEnglish);
        case 'table':
            return printReportTable(report, terminal, {all: options.all, typed: printTyped(options)});
    }
}

/** Ready, not ready, cannot tell; with `strict` an open warning counts too. */
export function exitCodeOf(report: ReadinessReport, strict: boolean): ExitCode {
    switch (report.verdict.code) {
        case 'not_ready':
            return EXIT_CODES.not_ready;
        case 'cannot_tell':
            return EXIT_CODES.cannot_tell;
        case 'ready':
        case 'already_there':
            return strict && report.verdict.counts.warn > 0 ? EXIT_CODES.unaccepted_warnings : EXIT_CODES.ready;
    }
}
