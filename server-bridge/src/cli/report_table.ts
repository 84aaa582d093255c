import {describeResult, GROUPS, makeVisible, speakVerdict, STATES} from '@fips-readiness/core';
import type {DescribedRemedy, DescribedResult, ReadinessReport, Result, State} from '@fips-readiness/core';
import {speakEnglish} from '../words/speak.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';
import {printCommand} from './typed_options.ts';

const MARKS: Readonly<Record<State, readonly [string, 'red' | 'yellow' | 'grey' | 'green']>> = {
    fail: ['✗', 'red'],
    warn: ['!', 'yellow'],
    unknown: ['?', 'grey'],
    pass: ['✓', 'green'],
};

const INDENT = '      ';

/**
 * The report for people: the verdict, what is to be done about it, worst first, and the next command. What has passed is one line, or
 * with `all` a line for each check, and why it matters. `typed`: the options that say which deployment is meant.
 */
export function printReportTable(
    report: ReadinessReport,
    terminal: Terminal,
    {all, typed}: {readonly all: boolean; readonly typed: string},
): string {
    const {deployment, verdict} = report;
    const lines = [
        paint(terminal, 'bold', wrap(speakVerdict(report, speakEnglish), terminal.columns, '')),
        wrap(
            makeVisible(
                [
                    deployment.kind === '' ? '' : speakEnglish('deployment.kind', {kind: deployment.kind}),
                    deployment.name,
                    deployment.serverVersion && `Mattermost ${deployment.serverVersion}`,
                    deployment.image,
                ]
                    .filter((part) => part !== '')
                    .join(' · '),
            ),
            terminal.columns,
            '',
        ),
        STATES.map((state) => `${speakEnglish(`state.${state}`)} ${verdict.counts[state]}`).join('   '),
    ];
    for (const state of STATES) {
        const results = GROUPS.flatMap((group) =>
            report.results.filter((result) => result.group === group && result.state === state),
        );
        if (results.length > 0) {
            lines.push('', ...printSection(state, results, terminal, all));
        }
    }
    return `${[...lines, '', ...printNext(report, typed, terminal)].join('\n')}\n`;
}

/** All results of one state. What would make several unknown results known is said once, below them. */
function printSection(state: State, results: readonly Result[], terminal: Terminal, all: boolean): readonly string[] {
    if (state === 'pass' && !all) {
        const passed = speakEnglish('check.section.passed', {count: results.length});
        return [wrap(passed, terminal.columns, '')];
    }
    const lines = [paint(terminal, 'bold', speakEnglish(`check.section.${state}`))];
    const cures = new Map<string, readonly string[]>();
    for (const result of results) {
        const described = describeResult(result, speakEnglish);
        lines.push(printSentence(result, described, terminal));
        const remedies = state === 'pass' ? [] : described.remedies.map((one) => printRemedy(one, terminal));
        if (state === 'unknown') {
            remedies.forEach((remedy) => cures.set(remedy.join('\n'), remedy));
        } else {
            lines.push(...remedies.flat());
        }
        lines.push(...(all ? [paint(terminal, 'grey', wrap(described.why, terminal.columns, INDENT))] : []));
    }
    return [...lines, ...[...cures.values()].flat()];
}

/** What leads on from this verdict: a sentence, and each command on a line of its own, to be copied whole. */
function printNext({verdict, direction}: ReadinessReport, typed: string, terminal: Terminal): readonly string[] {
    const plan = `plan${direction === 'to_standard' ? ' --back' : ''} --out move.plan`;
    const commands = {
        not_ready: ['check'],
        cannot_tell: ['doctor', 'check'],
        ready: [plan],
        already_there: ['check --after'],
    }[verdict.code];
    return [
        wrap(`→ ${speakEnglish(`check.next.${verdict.code}`)}`, terminal.columns, ''),
        ...commands.map((command) => printCommand(`${command}${typed}`, terminal)),
    ];
}

function printSentence(result: Result, {title, sentence}: DescribedResult, terminal: Terminal): string {
    const [mark, colour] = MARKS[result.state];
    const text = result.state === 'unknown' ? `${title}: ${sentence}` : sentence;
    return `  ${paint(terminal, colour, mark)} ${wrap(text, terminal.columns, ' '.repeat(4)).trimStart()}`;
}

function printRemedy({text, consolePath, commands}: DescribedRemedy, terminal: Terminal): readonly string[] {
    return [
        wrap(`→ ${text}`, terminal.columns, INDENT),
        ...[...(consolePath === undefined ? [] : [consolePath]), ...commands].map((line) =>
            paint(terminal, 'cyan', `${INDENT}  ${line}`),
        ),
    ];
}
