import {describeResult, GROUPS, makeVisible, STATES} from '@fips-readiness/core';
import type {ReadinessReport, Result, State} from '@fips-readiness/core';
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
        paint(terminal, 'bold', speakVerdict(report)),
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
            lines.push('', paint(terminal, 'bold', speakEnglish(`group.${group}`)));
            for (const state of STATES) {
                lines.push(
                    ...results.filter((result) => result.state === state).map((one) => printResult(one, terminal, all)),
                );
            }
        }
    }
    return `${lines.join('\n')}\n`;
}

function speakVerdict({verdict, direction}: ReadinessReport): string {
    const {fail, unknown} = verdict.counts;
    const suffix = direction === 'to_standard' && verdict.code !== 'not_ready' ? '_standard' : '';
    return speakEnglish(`verdict.${verdict.code}${suffix}`, {blockers: fail, unknown});
}

function printResult(result: Result, terminal: Terminal, all: boolean): string {
    const described = describeResult(result, speakEnglish);
    const [mark, colour] = MARKS[result.state];
    const head = `  ${paint(terminal, colour, `${mark} ${speakEnglish(`state.${result.state}`).padEnd(8)}`)} `;
    const lines = [head + wrap(described.sentence, terminal.columns, ' '.repeat(13)).trimStart()];
    if (result.state === 'pass' && !all) {
        return lines.join('\n');
    }
    if (result.state !== 'pass') {
        for (const remedy of described.remedies) {
            lines.push(wrap(`→ ${remedy.text}`, terminal.columns, INDENT));
            if (remedy.consolePath !== undefined) {
                lines.push(paint(terminal, 'cyan', `${INDENT}  ${remedy.consolePath}`));
            }
            lines.push(...remedy.commands.map((command) => paint(terminal, 'cyan', `${INDENT}  ${command}`)));
        }
    }
    lines.push(...(all ? [paint(terminal, 'grey', wrap(described.why, terminal.columns, INDENT))] : []));
    return lines.join('\n');
}
