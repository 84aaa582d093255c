import {makeSampleFacts} from '../../../test/samples/facts.ts';
import {evaluate} from '../checks/evaluate.ts';
import type {Changes} from '../../../test/samples/facts.ts';
import {applyAcceptedRisks, canBeAccepted, canBeAcceptedOnPage} from './apply_accepted_risks.ts';
import {AcceptedRisk} from '../facts/accepted_risk.ts';
import {makePlan} from '../../../test/samples/plan.ts';
import {speakEnglish} from '../../../test/samples/speak_english.ts';
import type {Plan} from '../plan/plan.ts';
import {readReport} from '../report/read_report.ts';
import {makeReadinessReport} from '../report/readiness_report.ts';
import {speakVerdict} from '../report/speak_verdict.ts';
import {makeVerdict} from './verdict.ts';

const short = {database_credentials: [{name: 'data_source', from: 'environment', length: 'short'}]} satisfies Changes;
const unread = {
    database_credentials: [{name: 'data_source', from: 'environment', length: 'unreadable'}],
} satisfies Changes;
const ROTATION = {
    role: 'mmuser',
    database: 'mattermost',
    because: 'too_short',
    path: '/opt/mattermost/.env',
    line: 4,
    otherClients: [],
} satisfies Plan['rotation'];
const RISK = {
    check: 'database_password_length',
    reason: 'unreadable',
    why: 'checked by hand',
    by: 'admin',
    at: '2026-11-23T12:00:00.000Z',
    serverVersion: '11.7.2',
};

test.each<readonly [string, Changes, string]>([
    ['nothing in the way', {}, 'ready'],
    ['a warning does not stop a move', {jobs_in_progress: ['migrations']}, 'ready'],
    ['a blocker does', short, 'not_ready'],
    ['a blocker stands above what is not known', {...short, host_architecture: null}, 'not_ready'],
    ['a check that could stop the move cannot tell', unread, 'cannot_tell'],
    ['a check that could not stop it may stay unknown', {acting_admin: null}, 'ready'],
    [
        'there already, whatever else',
        {...short, running_image: null, server: {version: '11.7.2', enterpriseReady: true, fips: true}},
        'already_there',
    ],
])('to FIPS, %s', (_name, when, code) => {
    expect(makeVerdict(evaluate(makeSampleFacts(when)), 'to_fips').code).toBe(code);
});

test('no check gates the way back', () => {
    const fips = {server: {version: '11.7.2', enterpriseReady: true, fips: true}, running_image: null} as const;
    expect(makeVerdict(evaluate(makeSampleFacts({...short, ...fips})), 'to_standard').code).toBe('ready');
    expect(makeVerdict(evaluate({}), 'to_standard').code).toBe('ready');
    expect(makeVerdict(evaluate(makeSampleFacts()), 'to_standard').code).toBe('already_there');
});

test('an accepted risk counts as accepted and no longer keeps the verdict open', () => {
    const results = applyAcceptedRisks(evaluate(makeSampleFacts(unread)), [RISK], '11.7.2');
    expect(makeVerdict(results, 'to_fips')).toMatchObject({code: 'ready', counts: {accepted: 1, unknown: 0}});
});

test.each([
    ['another reason', {...RISK, reason: 'too_short'}, '11.7.2'],
    ['another check', {...RISK, check: 'backup'}, '11.7.2'],
    ['another version of the server', RISK, '11.8.0'],
])('a risk taken on for %s does not hold', (_name, risk, version) => {
    const results = applyAcceptedRisks(evaluate(makeSampleFacts(unread)), [risk], version);
    expect(results.filter(({accepted}) => accepted)).toEqual([]);
});

test('an acceptance on the page holds for a warning, never for what cannot be told', () => {
    const both = makeSampleFacts({...unread, jobs_in_progress: ['migrations']});
    const report = makeReadinessReport({
        facts: both,
        accepted: [],
        acceptedOnPage: evaluate(both).map(({check, reason}) => ({...RISK, check, reason})),
        direction: 'to_fips',
        madeAt: RISK.at,
    });
    expect(report.verdict.code).toBe('cannot_tell');
    expect(report.results.filter(({accepted}) => accepted).map(({state}) => state)).toEqual(
        report.results.filter(({state}) => state === 'warn').map(() => 'warn'),
    );
    expect(canBeAcceptedOnPage({state: 'unknown'})).toBe(false);
    expect(canBeAcceptedOnPage({state: 'warn'})).toBe(true);
});

test.each([
    ['alone', short, 'ready', 'Ready: the agent changes the database password during the swap'],
    [
        'beside another blocker',
        {...short, password_policy: {minimumLength: 8, setByEnvironment: false}},
        'not_ready',
        'Not ready yet: 1 blocker',
    ],
] satisfies [string, Changes, string, string][])(
    'a blocker that the plan cures, %s',
    (_name, facts, code, sentence) => {
        const {plan} = makePlan({rotation: ROTATION});
        const judge = (of: Plan) =>
            makeReadinessReport({
                facts: makeSampleFacts(facts),
                accepted: [],
                direction: 'to_fips',
                plan: of,
                madeAt: RISK.at,
            });
        const report = judge(plan);
        expect(report.verdict).toMatchObject({code, counts: {cured: 1}});
        expect(speakVerdict(report, speakEnglish)).toBe(sentence);
        expect(readReport(JSON.parse(JSON.stringify(report)))).toEqual(report);
        // Whoever carries it out by hand cures nothing by reading it.
        expect(judge({...plan, mode: 'handover'}).verdict.code).toBe('not_ready');
        expect(judge(makePlan().plan).verdict.code).toBe('not_ready');
    },
);

test('a blocker can never be accepted', () => {
    const results = applyAcceptedRisks(evaluate(makeSampleFacts(short)), [{...RISK, reason: 'too_short'}], '11.7.2');
    expect(results.filter(({accepted}) => accepted)).toEqual([]);
    expect(canBeAccepted({state: 'fail', blocker: true})).toBe(false);
    expect(canBeAccepted({state: 'pass', blocker: true})).toBe(false);
    expect(canBeAccepted({state: 'unknown', blocker: false})).toBe(false);
    expect(canBeAccepted({state: 'unknown', blocker: true})).toBe(true);
    expect(canBeAccepted({state: 'warn', blocker: false})).toBe(true);
});

test.each([
    ['a reason too short to mean anything', {...RISK, why: 'ok'}],
    ['nobody', {...RISK, by: ''}],
    ['a check that is no code', {...RISK, check: '../x'}],
    ['no time', {...RISK, at: 'today'}],
])('an acceptance with %s is refused', (_name, outside) => {
    expect(AcceptedRisk.safeParse(outside).success).toBe(false);
});
