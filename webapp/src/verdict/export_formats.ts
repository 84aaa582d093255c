import {printCsvReport, printMarkdownReport} from '@fips-readiness/core';
import type {ReadinessReport} from '@fips-readiness/core';
import type {Words} from '../i18n/use_words.ts';

/** The forms the report is kept in. Their words are `verdict.export_<code>`. */
export const FORMATS = [
    {
        code: 'json',
        extension: 'json',
        type: 'application/json',
        print: (report: ReadinessReport) => `${JSON.stringify(report, null, 2)}\n`,
    },
    {
        code: 'markdown',
        extension: 'md',
        type: 'text/markdown',
        print: (report: ReadinessReport, {speak}: Words) => printMarkdownReport(report, speak),
    },
    {
        code: 'csv',
        extension: 'csv',
        type: 'text/csv',
        print: (report: ReadinessReport, {speak}: Words) => printCsvReport(report, speak),
    },
] as const;
