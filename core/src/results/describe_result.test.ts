import {makeSampleFacts} from '../../../test/samples/facts.ts';
import {NASTY, NASTY_NAMES} from '../../../test/samples/nasty.ts';
import {evaluate} from '../checks/evaluate.ts';
import {describeResult} from './describe_result.ts';
import type {Speak} from '../words/speak.ts';

/** Shows which sentence was asked for, with which values. */
const speak: Speak = (id, values = {}) => `${id} ${JSON.stringify(values)}`;

function resultOf(check: string, ...facts: Parameters<typeof makeSampleFacts>) {
    const result = evaluate(makeSampleFacts(...facts)).find((one) => one.check === check);
    if (!result) {
        throw new Error(`no result of ${check}`);
    }
    return result;
}

test('title, sentence, why and remedies come from the words, filled with the data of the result', () => {
    const described = describeResult(
        resultOf('password_minimum_length', {password_policy: {minimumLength: 8, setByEnvironment: false}}),
        speak,
    );
    expect(described.title).toMatch(/^check\.password_minimum_length\.title /);
    expect(described.sentence).toBe('check.password_minimum_length.too_short {"minimumLength":8,"limit":14}');
    expect(described.why).toMatch(/^check\.password_minimum_length\.why /);
    expect(described.remedies).toMatchObject([
        {
            code: 'raise_minimum_length',
            text: expect.stringMatching(/^remedy\.raise_minimum_length /),
            consolePath: '/admin_console/authentication/password',
            commands: [expect.stringContaining('MinimumLength 14')],
        },
    ]);
});

test('lists are joined and foreign values made visible', () => {
    const {sentence} = describeResult(resultOf('jobs_in_progress', {jobs_in_progress: ['b', 'a\u202e']}), speak);
    expect(sentence).toBe('check.jobs_in_progress.running {"jobs":"a\\\\u{202e}, b"}');
});

test('missing facts are named in words, grouped by the reason', () => {
    const facts = {cluster: {missing: 'no_agent'}, containers_seen: {missing: 'no_agent'}} as const;
    const said: string[] = [];
    describeResult(resultOf('node_coverage', facts), (id, values) => {
        said.push(id);
        return id === 'check.fact_missing' ? String(values?.reasons) : id;
    });
    expect(said).toEqual(expect.arrayContaining(['fact.cluster', 'fact.containers_seen', 'missing.no_agent']));
    expect(said.filter((id) => id === 'missing.no_agent')).toHaveLength(1);
});

test('no value that came from outside reaches a sentence or a command with anything invisible in it', () => {
    for (const result of evaluate(makeSampleFacts(NASTY))) {
        const {title, sentence, why, remedies} = describeResult(result, (id, values) =>
            Object.values({id, ...values}).join(' '),
        );
        for (const text of [title, sentence, why, ...remedies.flatMap((one) => [one.text, ...one.commands])]) {
            expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        }
    }
    expect(NASTY_NAMES.length).toBeGreaterThan(10);
});
