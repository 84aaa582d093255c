import {describeRemedy, makeVisible} from '@fips-readiness/core';
import type {DescribedRemedy} from '@fips-readiness/core';
import type {Deployment} from '../drivers/driver.ts';
import type {RehearsalOutcome} from '../drivers/docker/rehearsal/classify_rehearsal.ts';
import {findInvalidSetting} from '../drivers/docker/rehearsal/invalid_setting.ts';
import {speakEnglish} from '../words/speak.ts';
import {paint, wrap} from './terminal.ts';
import type {Terminal} from './terminal.ts';

/** What `--format json` prints. Holds no secret. */
export type RehearsalReport = {
    readonly format: 1;
    readonly image: {readonly reference: string; readonly id: string; readonly pulled: boolean};
    /** The release both images share; null where the new one did not come as far as telling it. */
    readonly version: string | null;
    readonly outcome: RehearsalOutcome;
    readonly tookMs: number;
    /** Where the program's own words are kept (mode 0600). */
    readonly outputFile: string | null;
};

/** The way to mend a setting the FIPS build refuses, with this deployment's own command; undefined for other ends. */
export function remedyFor(
    {outcome}: RehearsalReport,
    deployment: Deployment,
    environment: ReadonlyMap<string, string>,
): DescribedRemedy | undefined {
    const refused =
        outcome.code === 'invalid_configuration' ? findInvalidSetting(outcome.errorId, environment) : undefined;
    const place = {kind: deployment.kind, container: deployment.container.name};
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
