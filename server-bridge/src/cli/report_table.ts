import {describeResult, GROUPS, makeVisible, speakVerdict, STATES} from '@fips-readiness/core';
import type {DescribedRemedy, DescribedResult, ReadinessReport, Result, State} from '@fips-readiness/core';
import {speakEnglish} from '../words/speak.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

const MARKS: Readonly<Record<State, readonly [string, 'red' | 'yellow' | 'grey' | 'green']>> = {
    fail: ['✗', 'red'],
    warn: ['!', 'yellow'],
    unknown: ['?', 'grey'],
    pass: ['✓', 'green'],
};

const INDENT = '      ';

/** The report for people: verdict first, then each group with its worst news first; passed checks in one line each. */
export function printReportTable(report: ReadinessReport, terminal: Terminal, all: boolean): string {
    const {deployment, verdict} = report;
    const lines = [
        paint(terminal, 'bold', speakVerdict(report, speakEnglish)),
        makeVisible(
            [
                deployment.kind,
                deployment.name,
                deployment.serverVersion && `Mattermost ${deployment.serverVersion}`,
                deployment.image,
            ]
                .filter((part) => part !== '')
                .join(' · '),
        ),
        STATES.map((state) => `${speakEnglish(`state.${state}`)} ${verdict.counts[state]}`).join('   '),
    ];
    for (const group of GROUPS) {
        const results = report.results.filter((result) => result.group === group);
        if (results.length > 0) {
            lines.push(
                '',
                paint(terminal, 'bold', speakEnglish(`group.${group}`)),
                ...printGroup(results, terminal, all),
            );
        }
    }
    return `${lines.join('\n')}\n`;
}

/** Worst first. What would make several unknown results known is said once, below them. */
function printGroup(results: readonly Result[], terminal: Terminal, all: boolean): readonly string[] {
    const lines: string[] = [];
    const cures = new Map<string, readonly string[]>();
    for (const state of STATES) {
        for (const result of results.filter((one) => one.state === state)) {
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
        lines.push(...(state === 'unknown' ? [...cures.values()].flat() : []));
    }
    return lines;
}

function printSentence(result: Result, {title, sentence}: DescribedResult, terminal: Terminal): string {
    const [mark, colour] = MARKS[result.state];
    const head = `  ${paint(terminal, colour, `${mark} ${speakEnglish(`state.${result.state}`).padEnd(8)}`)} `;
    const text = result.state === 'unknown' ? `${title}: ${sentence}` : sentence;
    return head + wrap(text, terminal.columns, ' '.repeat(13)).trimStart();
}

function printRemedy({text, consolePath, commands}: DescribedRemedy, terminal: Terminal): readonly string[] {
    return [
        wrap(`→ ${text}`, terminal.columns, INDENT),
        ...[...(consolePath === undefined ? [] : [consolePath]), ...commands].map((line) =>
            paint(terminal, 'cyan', `${INDENT}  ${line}`),
        ),
    ];
}
