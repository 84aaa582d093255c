import {makeVisible} from '@fips-readiness/core';
import type {ScanResult} from '../scan/scan_report.ts';
import type {TargetScan} from '../scan/scan_target.ts';
import {speakEnglish} from '../words/speak.ts';
import {paint} from './terminal.ts';
import type {Terminal} from './terminal.ts';

const COLOURS = {fips: 'green', non_fips: 'yellow', no_server_code: 'grey', unknown: 'red'} as const;
const COLUMNS = ['path', 'mode', 'go', 'module', 'evidence'] as const;
const MODE_COLUMN = COLUMNS.indexOf('mode');
const GAP = '  ';

/** A scan for people: how many of each mode, then one line a result. Names in it are hostile (security.md rule 19). */
export function printScanTable(
    {
        target,
        kind,
        against,
    }: {
        readonly target: string;
        readonly kind: TargetScan['kind'];
        readonly against: string | undefined;
    },
    results: readonly ScanResult[],
    terminal: Terminal,
): string {
    const head = COLUMNS.map((column) => speakEnglish(`scan.column.${column}`));
    const rows = results.map(cellsOf);
    const widths = head.map((title, column) =>
        Math.max(title.length, ...rows.map((cells) => (cells[column] ?? '').length)),
    );
    const pad = (cells: readonly string[]): readonly string[] =>
        cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)));
    const counts = (mode: ScanResult['mode']): number => results.filter((result) => result.mode === mode).length;
    return [
        paint(terminal, 'bold', speakEnglish('scan.title', {kind, target: makeVisible(target)})),
        speakEnglish('scan.counts', {
            fips: counts('fips'),
            nonFips: counts('non_fips'),
            noServerCode: counts('no_server_code'),
            unknown: counts('unknown'),
        }),
        '',
        paint(terminal, 'bold', pad(head).join(GAP)),
        ...results.map((result, index) => {
            const cells = pad(rows[index] ?? []).map((cell, column) =>
                column === MODE_COLUMN ? paint(terminal, COLOURS[result.mode], cell) : cell,
            );
            return cells.join(GAP).trimEnd();
        }),
        '',
        against === undefined
            ? speakEnglish('scan.grade')
            : speakEnglish('scan.grade_against', {
                  image: makeVisible(against),
                  count: results.filter(({grade}) => grade === 'matches_image').length,
              }),
        '',
    ].join('\n');
}

function cellsOf({path, mode, information, evidence, grade}: ScanResult): readonly string[] {
    const module = information?.module;
    return [
        path,
        speakEnglish(`scan.mode.${mode}`),
        information?.goVersion ?? '-',
        module ? `${module.path}@${module.version === '' ? '?' : module.version}` : information?.path || '-',
        [
            ...evidence.map((code) => speakEnglish(`scan.evidence.${code}`)),
            ...(grade === 'matches_image' ? [speakEnglish('scan.matches_image')] : []),
        ].join('; '),
    ].map(makeVisible);
}
