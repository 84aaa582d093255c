import {CHECK_CASES} from '../../../test/samples/check_cases/index.ts';
import {makeSampleFacts} from '../../../test/samples/facts.ts';
import {makeFact, makeMissing} from '../facts/fact.ts';
import {makeReadinessReport} from '../report/readiness_report.ts';
import {defineCheck, found} from './check.ts';
import {evaluate} from './evaluate.ts';
import {CHECKS} from './index.ts';

const AT = '2026-11-23T12:00:00.000Z';
const EARLIER = '2026-11-23T11:00:00.000Z';

test('one result for every check, always, in the order of the table', () => {
    for (const facts of [{}, makeSampleFacts()]) {
        expect(evaluate(facts).map((result) => result.check)).toEqual(CHECKS.map((check) => check.code));
    }
});

test('nothing known: no result passes, and the verdict cannot tell', () => {
    expect(evaluate({}).filter(({state}) => state === 'pass' || state === 'fail')).toEqual([]);
    const report = makeReadinessReport({facts: {}, accepted: [], direction: 'to_fips', madeAt: AT});
    expect(report.verdict.code).toBe('cannot_tell');
});

test('everything in order: every result passes', () => {
    expect(evaluate(makeSampleFacts()).filter(({state}) => state !== 'pass')).toEqual([]);
});

test('whatever one fact of a check is missing, the check never turns into a pass it would not give with the fact', () => {
    for (const {check: code, when} of CHECK_CASES) {
        const check = CHECKS.find((one) => one.code === code);
        for (const key of check?.needs ?? []) {
            const [before] = evaluate(makeSampleFacts(when), check ? [check] : []);
            const [after] = evaluate(makeSampleFacts({...when, [key]: {missing: 'no_agent'}}), check ? [check] : []);
            if (before?.state !== 'pass') {
                expect([code, key, after?.state]).not.toEqual([code, key, 'pass']);
            }
        }
    }
});

test('a missing fact is named with the reason, and how to get it is offered once', () => {
    const facts = makeSampleFacts({cluster: {missing: 'no_agent'}, containers_seen: null});
    const result = evaluate(facts).find(({check}) => check === 'node_coverage');
    expect(result).toMatchObject({
        state: 'unknown',
        reason: 'fact_missing',
        blocker: true,
        missing: [
            {fact: 'cluster', why: 'no_agent'},
            {fact: 'containers_seen', why: 'not_asked'},
        ],
    });
    expect(result?.remedies.map(({code}) => code)).toEqual(['run_the_agent']);
});

test('a result says who saw its facts, and when the oldest was seen', () => {
    const facts = {
        ...makeSampleFacts(),
        password_policy: makeFact({minimumLength: 8, setByEnvironment: false}, 'page_rest', EARLIER),
    };
    const result = evaluate(facts).find(({check}) => check === 'password_minimum_length');
    expect(result).toMatchObject({observedBy: ['page_rest', 'agent_engine'], observedAt: EARLIER, blocker: true});
});

test('commands name this deployment: its place goes into the remedies that type something', () => {
    const [result] = evaluate(makeSampleFacts({jobs_in_progress: ['migrations']})).filter(
        ({check}) => check === 'jobs_in_progress',
    );
    expect(result?.remedies[0]?.data).toMatchObject({kind: 'compose', container: 'mattermost-mattermost-1'});
    expect(result?.remedies[0]?.data).not.toHaveProperty('host');
});

test('one of several facts is enough where the check says so', () => {
    const either = defineCheck({
        code: 'either',
        group: 'backup',
        needs: [],
        needsAny: ['server', 'running_image'],
        reasons: {seen: 'pass'},
        sources: [],
        judge: () => found('seen'),
    });
    const missing = makeMissing('timed_out', 'agent_rest', AT);
    expect(evaluate({server: missing}, [either])[0]).toMatchObject({state: 'unknown', reason: 'fact_missing'});
    expect(evaluate({...makeSampleFacts(), server: missing}, [either])[0]).toMatchObject({state: 'pass'});
});

test('a reason outside the table of a check is a bug and throws', () => {
    const broken = {...CHECKS[0], judge: () => found('nonsense')} as (typeof CHECKS)[number];
    expect(() => evaluate(makeSampleFacts(), [broken])).toThrow('outside its table');
});
