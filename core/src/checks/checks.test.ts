import {CHECK_CASES} from '../../../test/samples/check_cases/index.ts';
import {makeSampleFacts} from '../../../test/samples/facts.ts';
import {speakEnglish as speak} from '../../../test/samples/speak_english.ts';
import {describeResult} from '../results/describe_result.ts';
import {CHECKS} from './index.ts';
import {evaluate} from './evaluate.ts';

describe.each(CHECKS.map((check) => ({check, code: check.code})))('$code', ({check}) => {
    const cases = CHECK_CASES.filter((one) => one.check === check.code);

    test.each(cases.map((one, index) => ({...one, name: `${index + 1}: ${one.reason}`})))(
        '$name',
        ({reason, when, remedies, fromPage}) => {
            const facts = makeSampleFacts(when, fromPage ? 'page_rest' : 'agent_engine');
            const [result] = evaluate(facts, [check]);
            if (!result) {
                throw new Error('a check always gives a result');
            }
            expect(result.reason).toBe(reason);
            expect(result.state).toBe(reason === 'fact_missing' ? 'unknown' : check.reasons[reason]);
            expect(result.remedies.map((remedy) => remedy.code)).toEqual(remedies);

            const described = describeResult(result, speak);
            const texts = [
                described.title,
                described.sentence,
                described.why,
                ...described.remedies.map((r) => r.text),
            ];
            for (const text of texts) {
                expect(text).not.toMatch(/undefined|null|\(\)|\[object|[{}]| {2}/);
            }
            for (const command of described.remedies.flatMap((remedy) => remedy.commands)) {
                expect(command).not.toMatch(/undefined|(?<!dev\/)null|\[object/);
            }
        },
    );

    test('every reason is reached', () => {
        const reached = new Set(cases.map((one) => one.reason));
        expect(Object.keys(check.reasons).filter((reason) => !reached.has(reason))).toEqual([]);
    });
});

test('every case names a check', () => {
    const codes = CHECKS.map((check) => check.code);
    expect(CHECK_CASES.filter((one) => !codes.includes(one.check))).toEqual([]);
});
