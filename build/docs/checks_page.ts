import {CHECKS, describeResult, evaluate, GROUPS, SINCE, STATES} from '@fips-readiness/core';
import type {AnyCheck, Result} from '@fips-readiness/core';
import {CHECK_CASES} from '../../test/samples/check_cases/index.ts';
import {makeSampleFacts} from '../../test/samples/facts.ts';
import {speakEnglish as speak} from '../../test/samples/speak_english.ts';
import {page, table} from './markdown.ts';

/** docs/reference/checks.md: every check with its reasons, each as a sample shows it. */
export function printChecksPage(): string {
    return page([
        '# Checks',
        'Every report holds one result for each of these checks, passed ones too. A check whose table holds a blocker can stop a move; a warning, and an unknown on such a check, can be accepted with a reason. No check stops the way back to the standard image. Codes are permanent. The sentences are those of a sample deployment.',
        ...GROUPS.flatMap((group) => [
            `## ${speak(`group.${group}`)}`,
            ...CHECKS.filter((check) => check.group === group).map(printCheck),
        ]),
        '## From which release a rule holds',
        'The backports to 11.5 and 11.6 name the earliest dot release that can hold them.',
        table(
            ['Rule', 'From', 'Also from', 'Source'],
            Object.entries(SINCE).map(([rule, {from, backported, source}]) => [
                `\`${rule}\``,
                from,
                backported.join(', '),
                `[${source.title}](${source.url})`,
            ]),
        ),
    ]);
}

function printCheck(check: AnyCheck): string {
    const results = sampleResults(check);
    const rows = STATES.flatMap((state) =>
        Object.keys(check.reasons)
            .filter((reason) => check.reasons[reason] === state)
            .map((reason) => [speak(`state.${state}`), `\`${reason}\``, ...describe(results.get(reason))]),
    );
    const facts = [...check.needs, ...(check.needsAny ?? []), ...(check.helps ?? [])];
    return [
        `### ${speak(`check.${check.code}.title`)}`,
        `\`${check.code}\`. ${speak(`check.${check.code}.why`)}`,
        `Looks at: ${facts.map((fact) => `[${speak(`fact.${fact}`)}](facts.md#${fact})`).join(', ')}.`,
        table(['State', 'Reason', 'Sentence', 'What to do'], rows),
        `Sources: ${check.sources.map(({title, url}) => `[${title}](${url})`).join('; ')}.`,
    ].join('\n\n');
}

function describe(result: Result | undefined): readonly string[] {
    if (!result) {
        throw new Error('test/samples/check_cases reaches every reason');
    }
    const {sentence, remedies} = describeResult(result, speak);
    return [
        sentence,
        remedies.map(({text, consolePath}) => (consolePath ? `${text} (${consolePath})` : text)).join(' '),
    ];
}

/** The first sample that reaches each reason. */
function sampleResults(check: AnyCheck): ReadonlyMap<string, Result> {
    const results = new Map<string, Result>();
    for (const {when, fromPage} of CHECK_CASES.filter((one) => one.check === check.code)) {
        const [result] = evaluate(makeSampleFacts(when, fromPage ? 'page_rest' : 'agent_engine'), [check]);
        if (result && !results.has(result.reason)) {
            results.set(result.reason, result);
        }
    }
    return results;
}
