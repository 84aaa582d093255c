import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse, TYPE} from '@formatjs/icu-messageformat-parser';
import type {MessageFormatElement} from '@formatjs/icu-messageformat-parser';
import {CHECK_CASES} from '../../../test/samples/check_cases/index.ts';
import {makeSampleFacts} from '../../../test/samples/facts.ts';
import {FACT_KEYS} from '../facts/facts.ts';
import {MISSING_REASONS} from '../facts/fact.ts';
import {REMEDIES} from '../remedies/catalogue.ts';
import {missingRemedy} from '../remedies/missing_remedies.ts';
import {forecastPlugins} from './plugin_forecast.ts';
import type {Data} from '../values/data.ts';
import {GROUPS} from '../results/result.ts';
import {CHECK_WORDS} from '../words/checks.ts';
import {WORDS} from '../words/index.ts';
import {evaluate} from './evaluate.ts';
import {CHECKS} from './index.ts';

/** Files of the folder that hold no check. */
const OTHERS = [
    'active_plugins',
    'check',
    'deployment_kind',
    'evaluate',
    'index',
    'plugin_forecast',
    'prepackaged_plugins',
    'thresholds',
];

const folder = import.meta.dirname;
const files = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -'.ts'.length));

const RESULTS = CHECK_CASES.flatMap(({check, when, fromPage}) => {
    const facts = makeSampleFacts(when, fromPage ? 'page_rest' : 'agent_engine');
    return evaluate(facts).filter((result) => result.check === check);
});

/** The names of the values a sentence asks for. */
function argumentsOf(elements: readonly MessageFormatElement[]): readonly string[] {
    return elements.flatMap((element) => {
        switch (element.type) {
            case TYPE.select:
            case TYPE.plural:
                return [
                    element.value,
                    ...Object.values(element.options).flatMap((option) => argumentsOf(option.value)),
                ];
            case TYPE.argument:
            case TYPE.number:
            case TYPE.date:
            case TYPE.time:
                return [element.value];
            default:
                return [];
        }
    });
}

function lacking(id: string, data: Data): readonly string[] {
    const asked = argumentsOf(parse(WORDS[id] ?? '', {ignoreTag: true}));
    return [...new Set(asked)].filter((name) => !(name in data)).map((name) => `${id}: ${name}`);
}

test('each file holds the check of its name, and every check is in the table', () => {
    expect(files.filter((name) => !OTHERS.includes(name)).sort()).toEqual(CHECKS.map(({code}) => code).sort());
});

test.each(CHECKS.map(({code}) => code))('%s.ts exports a check of that name and stays short', async (code) => {
    const module = (await import(`./${code}.ts`)) as Record<string, {readonly code?: string} | undefined>;
    expect(module[code]?.code).toBe(code);
    expect(readFileSync(join(folder, `${code}.ts`), 'utf8').split('\n').length).toBeLessThanOrEqual(70);
});

test('checks are listed by group, in the order of the groups', () => {
    const order = CHECKS.map(({group}) => GROUPS.indexOf(group));
    expect(order).toEqual([...order].sort((first, second) => first - second));
});

test('codes are snake_case and no reason is called as a part of the words', () => {
    for (const check of CHECKS) {
        for (const code of [check.code, ...Object.keys(check.reasons)]) {
            expect(code).toMatch(/^[a-z0-9]+(?:_[a-z0-9]+)*$/);
            expect(['title', 'why', 'fact_missing']).not.toContain(code);
        }
    }
});

test('every check has words for its title, its why and each reason, and none besides', () => {
    const table = Object.fromEntries(
        CHECKS.map((one) => [one.code, ['title', 'why', ...Object.keys(one.reasons)].sort()]),
    );
    const words = Object.fromEntries(
        Object.entries(CHECK_WORDS).map(([code, parts]) => [code, Object.keys(parts).sort()]),
    );
    expect(words).toEqual(table);
});

test('every check names a public page', () => {
    for (const check of CHECKS) {
        expect(check.sources.length).toBeGreaterThan(0);
        for (const source of check.sources) {
            expect(source.url).toMatch(/^https:\/\/[a-z0-9.-]+\.[a-z]{2,}\//);
            expect(source.title).not.toBe('');
        }
    }
});

test('each sentence asks only for values its result gives', () => {
    const lacks = RESULTS.filter(({reason}) => reason !== 'fact_missing').flatMap(({check, reason, data, remedies}) => [
        ...lacking(`check.${check}.title`, {}),
        ...lacking(`check.${check}.why`, {}),
        ...lacking(`check.${check}.${reason}`, data),
        ...remedies.flatMap((remedy) => lacking(`remedy.${remedy.code}`, remedy.data)),
    ]);
    expect(lacks).toEqual([]);
});

test('every remedy is offered by some result, by a missing fact or by the plugin forecast', () => {
    const plugin = {
        name: '',
        version: '',
        active: true,
        state: 'running',
        nodesFailed: 0,
        hasServerCode: true,
    } as const;
    const offered = new Set<string>(
        [
            ...RESULTS.flatMap(({remedies}) => remedies),
            ...forecastPlugins([{...plugin, id: 'jira', stored: false, prepackaged: true}], true).flatMap(
                (p) => p.remedies,
            ),
        ].map(({code}) => code),
    );
    for (const fact of FACT_KEYS) {
        for (const why of MISSING_REASONS) {
            offered.add(missingRemedy(fact, why) ?? '');
        }
    }
    expect(Object.keys(REMEDIES).filter((code) => !offered.has(code))).toEqual([]);
});

test('each fact and each reason why one is missing has words', () => {
    const ids = [...FACT_KEYS.map((key) => `fact.${key}`), ...MISSING_REASONS.map((reason) => `missing.${reason}`)];
    expect(ids.filter((id) => !Object.hasOwn(WORDS, id))).toEqual([]);
    const factWords = Object.keys(WORDS).filter((id) => id.startsWith('fact.'));
    expect(factWords.sort()).toEqual(FACT_KEYS.map((key) => `fact.${key}`).sort());
});

test('every sentence is an ICU message, and holds no markup and no curly quotes to trip over', () => {
    for (const [id, words] of Object.entries(WORDS)) {
        expect(() => parse(words)).not.toThrow();
        expect(`${id}: ${words}`).not.toMatch(/[<>]|\bOops\b|TODO/);
    }
});
