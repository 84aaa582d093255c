import {makeVisible} from '../redaction/printable.ts';
import {printCell} from '../report/csv_report.ts';
import {escapeMarkdown} from '../report/escape_markdown.ts';
import type {EvidenceSection} from './describe_evidence.ts';

/** The sections as Markdown tables; foreign text in them links, mentions and formats nothing. */
export function printEvidenceMarkdown(title: string, note: string, sections: readonly EvidenceSection[]): string {
    const tables = sections.map(({title: name, rows}) => {
        const width = widthOf(rows);
        const line = (row: readonly string[]) => `| ${pad(row, width).map(escapeMarkdown).join(' | ')} |`;
        const [head = [], ...rest] = rows;
        return rows.length === 0
            ? `## ${escapeMarkdown(name)}`
            : [`## ${escapeMarkdown(name)}`, '', line(head), `|${' --- |'.repeat(width)}`, ...rest.map(line)].join(
                  '\n',
              );
    });
    return `${[`# ${escapeMarkdown(title)}`, escapeMarkdown(note), ...tables].join('\n\n')}\n`;
}

/** The sections as CSV (RFC 4180): section, then its cells. No cell is taken for a formula by a spreadsheet. */
export function printEvidenceCsv(sections: readonly EvidenceSection[]): string {
    const width = Math.max(0, ...sections.map(({rows}) => widthOf(rows)));
    return sections
        .flatMap(({code, rows}) => rows.map((row) => [code, ...pad(row, width)]))
        .map((row) => `${row.map(printCell).join(',')}\r\n`)
        .join('');
}

/** A page to print: no script, no link, nothing fetched. */
export function printEvidenceHtml(title: string, note: string, sections: readonly EvidenceSection[]): string {
    const tables = sections.map(({title: name, rows}) => {
        const width = widthOf(rows);
        const lines = rows.map((row) => `<tr>${pad(row, width).map(printHtmlCell).join('')}</tr>`);
        return `<h2>${escapeHtml(name)}</h2>\n<table>\n${lines.join('\n')}\n</table>`;
    });
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>
body { font: 14px/1.45 sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1b1d22; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
td { border: 1px solid #c8cbd2; padding: 0.25rem 0.5rem; vertical-align: top; overflow-wrap: anywhere; }
td:first-child { font-weight: 600; }
tr { break-inside: avoid; }
h2 { margin-top: 2rem; break-after: avoid; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(note)}</p>
${tables.join('\n')}
</body>
</html>
`;
}

function widthOf(rows: EvidenceSection['rows']): number {
    return Math.max(1, ...rows.map((row) => row.length));
}

function pad(row: readonly string[], width: number): readonly string[] {
    return [...row, ...Array<string>(width - row.length).fill('')];
}

function printHtmlCell(text: string): string {
    return `<td>${escapeHtml(text)}</td>`;
}

function escapeHtml(text: string): string {
    return makeVisible(text)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;');
}
