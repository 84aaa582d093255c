import fc from 'fast-check';
import {EVIDENCE_AT, EVIDENCE_RUN_ID, makeEvidence, makeEvidenceRun} from '../../../test/samples/evidence.ts';
import {makePlan} from '../../../test/samples/plan.ts';
import {speakEnglish as speak} from '../../../test/samples/speak_english.ts';
import {makePlanDigest} from '../plan/plan.ts';
import {makeKeyPair} from '../protocol/signature.ts';
import {printJournalLine} from '../run/journal_text.ts';
import type {RunEvent} from '../run/run_event.ts';
import {WORDS} from '../words/index.ts';
import {describeEvidence} from './describe_evidence.ts';
import {BOUNDARY_PARTS, makeStatement, STATEMENTS} from './evidence.ts';
import type {Evidence, EvidenceRun} from './evidence.ts';
import {printEvidenceCsv, printEvidenceHtml, printEvidenceMarkdown} from './print_sections.ts';
import {EvidenceReport} from './report_schema.ts';
import {printSignedEvidence} from './sign_evidence.ts';
import {EVIDENCE_BREAKS, verifyEvidence} from './verify_evidence.ts';

const KEYS = keysOf(7);
const VOICE = {speak, knows: (id: string) => Object.hasOwn(WORDS, id)};

function keysOf(byte: number) {
    const keys = makeKeyPair(new Uint8Array(32).fill(byte));
    if (!keys) {
        throw new Error('no key of this byte');
    }
    return keys;
}

/** The report's JSON with something changed after it was signed. */
function tamper(
    change: (report: {evidence: {run: Record<string, unknown>}} & Record<string, unknown>) => void,
): string {
    const report = JSON.parse(printSignedEvidence(makeEvidence(), KEYS)) as Parameters<typeof change>[0];
    change(report);
    return `${JSON.stringify(report, null, 2)}\n`;
}

/** The report's text with something written into it, as an editor of bytes can. */
function rewrite(from: string | RegExp, to: string): string {
    const text = printSignedEvidence(makeEvidence(), KEYS);
    const rewritten = text.replace(from, to);
    expect(rewritten).not.toBe(text);
    return rewritten;
}

describe('a signed report', () => {
    test('is consistent, names key, run and head', () => {
        const verdict = verifyEvidence(printSignedEvidence(makeEvidence(), KEYS));
        const {head} = makeEvidenceRun();
        const anchoredIn = ['p'.repeat(26)];
        expect(verdict).toMatchObject({
            code: 'consistent',
            broken: [],
            run: {runId: EVIDENCE_RUN_ID, events: 2, head, anchoredIn},
        });
        expect(verifyEvidence(printSignedEvidence(makeEvidence({run: null}), KEYS))).toMatchObject({
            code: 'consistent',
            run: null,
        });
    });

    test.each<[string, string, readonly string[]]>([
        [
            'another statement',
            tamper((report) => Object.assign(report.evidence, {statement: 'not_proved'})),
            ['signature'],
        ],
        ['a second evidence object', rewrite('"evidence": {', '"evidence": {},\n  "evidence": {'), ['bytes']],
        [
            'a forged statement before the true one',
            rewrite('"statement":', '"statement": "not_proved",\n    "statement":'),
            ['bytes'],
        ],
        ['a key more in the envelope', tamper((report) => Object.assign(report, {note: 'x'})), ['bytes']],
        ['a key more in the run', tamper((report) => Object.assign(report.evidence.run, {note: 'x'})), ['signature']],
        [
            'a key more in an anchor',
            tamper((report) => Object.assign((report.evidence.run['anchors'] as object[])[0] ?? {}, {note: 'x'})),
            ['signature'],
        ],
        ['__proto__', rewrite('"madeAt":', '"__proto__": {"x": 1},\n    "madeAt":'), ['signature']],
        ['a number JSON rounds', rewrite('"sizeBytes": 10', '"sizeBytes": 10.0'), ['bytes']],
        [
            'keys in another order',
            rewrite(/"format": 1,\n {2}"product": "fips-readiness",/, '"product": "fips-readiness",\n  "format": 1,'),
            ['bytes'],
        ],
        ['another key', tamper((report) => Object.assign(report, {publicKey: keysOf(9).publicKey})), ['signature']],
        ['a plan of another digest', resign((run) => ({...run, planDigest: 'sha256:0'})), ['plan_digest']],
        [
            'another plan',
            resign((run) => ({...run, planText: makePlan({serverVersion: '11.8.0'}).text})),
            ['plan_digest'],
        ],
        ['no plan', resign((run) => ({...run, planText: '{}'})), ['plan', 'plan_digest']],
        ['a line less', resign((run) => ({...run, journal: run.journal.slice(0, 1)})), ['head', 'not_closed']],
        [
            'a line changed',
            resign((run) => ({...run, journal: run.journal.map((line) => line.replace('CHG', 'XXX'))})),
            ['journal'],
        ],
        ['no journal', resign((run) => ({...run, journal: []})), ['run_id', 'head', 'not_closed']],
        ['another run', resign((run) => ({...run, runId: 'b'.repeat(32)})), ['run_id']],
        [
            'an anchor of another journal',
            resign((run) => ({...run, anchors: [{postId: 'p'.repeat(26), head: 'sha256:0'}]})),
            ['anchor'],
        ],
        ['an open run', printSignedEvidence(makeEvidence({run: makeEvidenceRun(false)}), KEYS), ['not_closed']],
    ])('with %s is not consistent', (_name, text, broken) => {
        const verdict = verifyEvidence(text);
        expect(verdict).toMatchObject({code: 'inconsistent'});
        expect(verdict.code === 'inconsistent' && verdict.broken.filter((one) => broken.includes(one))).toEqual(broken);
    });

    test('of the key that is expected is consistent, of another one is not', () => {
        const text = printSignedEvidence(makeEvidence(), KEYS);
        const verdict = verifyEvidence(text);
        const fingerprint = verdict.code === 'not_a_report' ? '' : verdict.fingerprint;
        expect(verifyEvidence(text, fingerprint.replaceAll(' ', ':').toUpperCase())).toMatchObject({
            code: 'consistent',
        });
        expect(verifyEvidence(text, '0000')).toMatchObject({code: 'inconsistent', broken: ['other_key']});
    });

    test('of a run whose way back was given up afterwards is consistent, and its earlier posts are no anchors of its head', () => {
        const run = makeEvidenceRun();
        const event: RunEvent = {
            kind: 'discarded',
            n: 3,
            at: EVIDENCE_AT,
            sinceMs: 10,
            by: {kind: 'host', user: 'root', host: 'chat-host'},
            removed: ['image'],
        };
        const {line, head} = printJournalLine(run.head, event);
        const longer = {...run, journal: [...run.journal, line], head};
        expect(verifyEvidence(printSignedEvidence(makeEvidence({run: longer}), KEYS))).toMatchObject({
            code: 'consistent',
            run: {events: 3, head, anchoredIn: []},
        });
    });

    test.each([false, true])(
        'fits the published schema, which names every field it has (hostile names: %s)',
        (nasty) => {
            for (const evidence of [
                makeEvidence({}, nasty),
                makeEvidence({run: null, functions: null, module: null}),
            ]) {
                const report: unknown = JSON.parse(printSignedEvidence(evidence, KEYS));
                expect(EvidenceReport.parse(report)).toEqual(report);
            }
        },
    );

    test('is told from anything else, and nothing throws', () => {
        fc.assert(
            fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
                expect(verifyEvidence(text).code).toBe('not_a_report');
            }),
        );
    });
});

/** A run changed by somebody who holds the key: only what it says of itself can give it away. */
function resign(change: (run: EvidenceRun) => EvidenceRun): string {
    return printSignedEvidence(makeEvidence({run: change(makeEvidenceRun())}), KEYS);
}

describe('the statement', () => {
    const server = (mode: 'fips' | 'non_fips' | 'unknown') =>
        [{...makeEvidence().builds[0], mode}] as Evidence['builds'];
    const flag = (state: 'ok' | 'failed' | 'skipped') =>
        [{layer: 'fips_flag', state, reason: null, names: []}] as unknown as Evidence['layers'];
    test.each([
        ['fips', 'fips', 'ok', 'runs_fips_build'],
        ['fips', 'unknown', 'ok', 'runs_fips_build'],
        ['fips', 'fips', 'skipped', 'runs_fips_build'],
        ['fips', 'unknown', 'skipped', 'not_proved'],
        ['fips', 'non_fips', 'ok', 'not_proved'],
        ['fips', 'fips', 'failed', 'not_proved'],
        ['standard', 'non_fips', 'ok', 'runs_standard_build'],
        ['standard', 'fips', 'ok', 'not_proved'],
        [null, 'fips', 'ok', 'not_proved'],
    ] as const)('image %s, executable %s, flag %s: %s', (variant, mode, state, expected) => {
        expect(makeStatement({builds: server(mode), layers: flag(state)}, variant)).toBe(expected);
    });
});

describe('a report to read', () => {
    const sections = describeEvidence(makeEvidence(), VOICE);

    test('holds what an assessor asks for', () => {
        const text = JSON.stringify(sections);
        for (const wanted of [
            'Runs a FIPS build.',
            'CHG-1042',
            'user root at the terminal of host chat-host',
            `ada on the page (account ${'u'.repeat(26)})`,
            'with a one-time code from the host',
            '2026-11-23T14:00:00.000Z',
            'fips-readiness/agent:0.1.0',
            'matches the bytes in the pinned image',
            'GOEXPERIMENT=systemcrypto',
            'GOFIPS140=v1.0.0-c2097c7c',
            `sha256:${'5'.repeat(64)}`,
            'no answer at the site URL for 2,345 ms',
            makePlanDigest(makePlan().text),
            makeEvidenceRun().head,
            '1,234 ms',
            '/usr/lib/ossl-modules/fips.so',
            'FIPS provider not in force',
            'Not covered by the image.',
            'Not as before: playbooks.',
        ]) {
            expect(text).toContain(wanted);
        }
        expect(text).not.toMatch(/compliant|tamper/i);
    });

    test('hostile names do nothing in Markdown, CSV or HTML', () => {
        const nasty = describeEvidence(makeEvidence({}, true), VOICE);
        const html = printEvidenceHtml('t', 'n', nasty);
        expect(
            html.replace(/<\/?(?:html|head|body|meta|title|style|h1|h2|p|table|tr|td|!doctype)\b[^<>]*>/g, ''),
        ).not.toMatch(/[<>]/);
        const cells = [...printEvidenceCsv(nasty).matchAll(/"((?:[^"]|"")*)"(?:,|\r\n)/g)].map(
            ([, cell]) => cell ?? '',
        );
        expect(cells.length).toBeGreaterThan(50);
        expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
        const markdown = printEvidenceMarkdown('t', 'n', nasty);
        expect(markdown).not.toMatch(/(?<!\\)<script|(?<!\\)\]\(|@channel/);
        expect(`${html}${markdown}`).not.toMatch(/[\u001b\u202e\u200b]/u);
    });

    test('every code has words', () => {
        const ids = [
            ...STATEMENTS.map((code) => `evidence.statement.${code}`),
            ...BOUNDARY_PARTS.map((code) => `evidence.part.${code}`),
            ...EVIDENCE_BREAKS.map((code) => `evidence.broken.${code}`),
        ];
        expect(ids.filter((id) => !Object.hasOwn(WORDS, id))).toEqual([]);
    });
});
