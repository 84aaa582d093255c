import {describeRemedy, makeVisible} from '@fips-readiness/core';
import type {DescribedRemedy} from '@fips-readiness/core';
import type {Deployment} from '../port/driver.ts';
import type {RehearsalOutcome} from '../rehearsal/classify_rehearsal.ts';
import type {RehearsalReport} from '../port/rehearsal_report.ts';
import {findInvalidSetting} from '../rehearsal/invalid_setting.ts';
import {speakEnglish} from '../words/speak.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

/** The way to mend a setting the FIPS build refuses, with this deployment's own command; undefined for other ends. */
export function remedyFor(
    {outcome}: RehearsalReport,
    {kind, instances: [{name, environment}]}: Pick<Deployment, 'kind' | 'instances'>,
): DescribedRemedy | undefined {
    const refused =
        outcome.code === 'invalid_configuration' ? findInvalidSetting(outcome.errorId, environment) : undefined;
    const place = {kind, container: name};
    return refused && describeRemedy({code: refused.remedy, data: place}, speakEnglish);
}

/** The report for people: what, why, then the action. */
export function printRehearsal(
    report: RehearsalReport,
    remedy: DescribedRemedy | undefined,
    limitSeconds: number,
    terminal: Pick<Terminal, 'colours' | 'columns'>,
): string {
    const {outcome, image, outputFile} = report;
    const speak = (part: string, values: Parameters<typeof speakEnglish>[1] = {}) =>
        speakEnglish(`rehearsal.${part}`, values);
    const seconds = (report.tookMs / 1000).toFixed(1);
    const version = report.version === null ? '' : `Mattermost ${makeVisible(report.version)}`;
    const lines = [
        paint(
            terminal,
            outcome.code === 'ok' ? 'green' : 'red',
            `${outcome.code === 'ok' ? '✓' : '✗'} ${speak(`${outcome.code}.title`)}`,
        ),
        [image.reference, version, `${seconds} s`].filter((part) => part !== '').join(' · '),
        wrap(explain(outcome, limitSeconds), terminal.columns, '  '),
        wrap(`→ ${remedy?.text ?? speak(`${outcome.code}.help`)}`, terminal.columns, '  '),
        ...(remedy?.commands ?? []).map((command) => paint(terminal, 'cyan', `      ${command}`)),
        ...(remedy ? [wrap(`→ ${speak(`${outcome.code}.help`)}`, terminal.columns, '  ')] : []),
        ...(outputFile === null ? [] : [wrap(speak('output', {file: outputFile}), terminal.columns, '  ')]),
        wrap(speak('untouched'), terminal.columns, '  '),
    ];
    return `${lines.join('\n')}\n`;
}

function explain(outcome: RehearsalOutcome, limitSeconds: number): string {
    switch (outcome.code) {
        case 'invalid_configuration': {
            const setting = findInvalidSetting(outcome.errorId, new Map())?.setting;
            const part = setting === undefined ? 'unknown' : 'text';
            return speakEnglish(`rehearsal.invalid_configuration.${part}`, {
                errorId: outcome.errorId,
                setting: setting ?? '',
            });
        }
        case 'did_not_start':
            return speakEnglish(`rehearsal.did_not_start.${outcome.problem}`);
        case 'ok':
            return speakEnglish('rehearsal.ok.text', {schemaVersion: String(outcome.schemaVersion)});
        default:
            return speakEnglish(`rehearsal.${outcome.code}.text`, {limit: limitSeconds});
    }
}
