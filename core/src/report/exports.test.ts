import {makeSampleFacts} from '../../../test/samples/facts.ts';
import {speakEnglish as speak} from '../../../test/samples/speak_english.ts';
import {NASTY} from '../../../test/samples/nasty.ts';
import type {AcceptedRisk} from '../facts/accepted_risk.ts';
import {printCsvReport} from './csv_report.ts';
import {escapeMarkdown} from './escape_markdown.ts';
import {printMarkdownReport} from './markdown_report.ts';
import {readReport} from './read_report.ts';
import {makeReadinessReport} from './readiness_report.ts';

const AT = '2026-11-23T12:00:00.000Z';
const RISK: AcceptedRisk = {
    check: 'jobs_in_progress',
    reason: 'running',
    why: '=cmd|x @channel <b>',
    by: '@here',
    at: AT,
    serverVersion: '11.7.2',
};

function report(nasty: boolean) {
    const facts = makeSampleFacts(nasty ? NASTY : {});
    return makeReadinessReport({facts, accepted: [RISK], direction: 'to_fips', madeAt: AT});
}

/** RFC 4180: quoted cells, doubled quotes inside. */
function readCsv(text: string): readonly (readonly string[])[] {
    return text
        .split('\r\n')
        .slice(0, -1)
        .map((line) =>
            [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((cell) => (cell[1] ?? '').replaceAll('""', '"')),
        );
}

/** The Markdown without code blocks, code spans and escaped characters: what could still format, link or mention. */
function activeMarkdown(text: string): string {
    return text
        .replace(/^ *(`{3,})sh\n[^]*?\n *\1$/gm, '')
        .replace(/\\[!-/:-@[-`{-~]/g, '')
        .replace(/(`+)[^`].*?\1/g, '');
}

describe('CSV', () => {
    test('one line a result, every line as wide as the head, and no cell begins like a formula', () => {
        const rows = readCsv(printCsvReport(report(true), speak));
        expect(rows.length).toBe(report(true).results.length + 1);
        for (const row of rows) {
            expect(row.length).toBe(rows[0]?.length);
            expect(row.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
        }
    });

    test('nothing invisible', () => {
        expect(printCsvReport(report(true), speak).replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    });

    test('the head names codes', () => {
        expect(readCsv(printCsvReport(report(false), speak))[0]).toEqual([
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
        ]);
    });

    test('an accepted risk names who and why', () => {
        const row = readCsv(printCsvReport(report(true), speak)).find((cells) => cells[1] === 'jobs_in_progress');
        expect(row?.[3]).toBe('accepted');
        expect(row?.slice(9)).toEqual(["'@here", "'=cmd|x @channel <b>"]);
    });
});

describe('Markdown', () => {
    test('foreign names format, link and mention nothing', () => {
        const text = activeMarkdown(printMarkdownReport(report(true), speak));
        expect(text).not.toMatch(/<[a-z/!]|\]\(|@\w|:\/\/|www\.|\||`|:bomb:|\$|~|mailto:/i);
        expect(text).not.toMatch(/^#+ +two/m);
    });

    test('nothing invisible but the joiner that breaks mentions', () => {
        expect(printMarkdownReport(report(true), speak).replaceAll('\n', '').replaceAll('@\u2060', '@')).not.toMatch(
            /[\p{Cc}\p{Cf}]/u,
        );
    });

    test('the fence of commands cannot be closed from inside', () => {
        const text = printMarkdownReport(report(true), speak);
        const fences = text.match(/^ *`{3,}(?:sh)?$/gm) ?? [];
        expect(fences.length % 2).toBe(0);
        expect(fences.length).toBeGreaterThan(0);
    });

    test('the verdict stands first, then every group with each of its checks', () => {
        const text = printMarkdownReport(report(false), speak);
        expect(text).toMatch(/^# FIPS readiness report\n\n\*\*Ready for the FIPS image\*\*\n/);
        expect(text.match(/^## /gm)?.length).toBe(7);
        expect(text.match(/^### /gm)?.length).toBe(report(false).results.length);
    });

    test.each([
        ['a|b', 'a\\|b'],
        ['1. first', '1\\. first'],
        ['- item', '\\- item'],
        ['= head', '\\= head'],
        ['@all', '@\u2060all'],
        ['a @ b', 'a @ b'],
        ['2026-11-23T12:00:00Z :bomb:', '2026-11-23T12:00:00Z \\:bomb:'],
        ['https://x', 'https:\\//x'],
        ['x\ny', 'x\\\\u\\{000a\\}y'],
    ])('%j', (text, escaped) => {
        expect(escapeMarkdown(text)).toBe(escaped);
    });
});

describe('JSON', () => {
    test.each([true, false])('what is written is read back (nasty: %s)', (nasty) => {
        expect(readReport(JSON.parse(JSON.stringify(report(nasty))))).toEqual(report(nasty));
    });

    test.each([
        ['no report', {}],
        ['another product', {...report(false), product: 'x'}],
        ['a later format', {...report(false), format: 2}],
        ['a state that is none', {...report(false), results: [{...report(false).results[0], state: 'great'}]}],
        ['a code that is none', {...report(false), results: [{...report(false).results[0], check: '../etc'}]}],
        ['a list', []],
        ['text', 'report'],
    ])('%s is refused', (_name, outside) => {
        expect(readReport(outside)).toBeUndefined();
    });

    test('a report of a newer version, with checks this one has no words for, is read and shown by code', () => {
        const first = report(false).results[0];
        const newer = {
            ...report(false),
            results: [{...first, check: 'quantum_safety', reason: 'fine', remedies: [{code: 'pray', data: {}}]}],
        };
        const read = readReport(JSON.parse(JSON.stringify(newer)));
        expect(read && printCsvReport(read, speak)).toContain(
            '"quantum_safety","quantum_safety","pass","fine","fine",""',
        );
    });

    test('names of the prototype are no words', () => {
        const first = report(false).results[0];
        const read = readReport({
            ...report(false),
            results: [{...first, check: 'constructor', remedies: [{code: 'constructor', data: {}}]}],
        });
        expect(read && printMarkdownReport(read, speak)).toContain('Passed: constructor');
    });
});

test('no output names the host, or says how long a secret is', () => {
    for (const output of [printCsvReport(report(false), speak), printMarkdownReport(report(false), speak)]) {
        expect(output).not.toContain('chat-1');
    }
});
