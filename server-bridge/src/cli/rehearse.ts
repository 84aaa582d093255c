import {
    counterpart,
    EXIT_CODES,
    FipsError,
    parseImageReference,
    printImageReference,
    printVisibleJson,
    variantOf,
} from '@fips-readiness/core';
import type {ExitCode, ImageReference} from '@fips-readiness/core';
import {openAgent, openDeployment} from '../agent/open_agent.ts';
import type {Agent, GlobalOptions} from '../agent/open_agent.ts';
import type {Instance} from '../port/driver.ts';
import type {RehearsalReport} from '../port/rehearsal_report.ts';
import {speakEnglish} from '../words/speak.ts';
import {makePullMeter} from './pull_meter.ts';
import {printRehearsal, remedyFor} from './rehearsal_report.ts';
import {requireCapability} from './require_capability.ts';
import type {Terminal} from './terminal.ts';

export const REHEARSE_FORMATS = ['table', 'json'] as const;

export type RehearseOptions = GlobalOptions & {
    readonly format: (typeof REHEARSE_FORMATS)[number];
    readonly pull: boolean;
};

/**
 * `fips-agent rehearse`: pulls the FIPS image, inspects it and runs the rehearsal next to the live site. Adds an image to
 * the platform and nothing else. `stop` ends it and removes what it started.
 */
export async function rehearse(terminal: Terminal, options: RehearseOptions, stop: AbortSignal): Promise<ExitCode> {
    const say = (part: string, values: Parameters<typeof speakEnglish>[1] = {}) =>
        terminal.err.write(`${speakEnglish(`rehearsal.${part}`, values)}\n`);
    const agent = await openAgent(terminal, options);
    const deployment = await openDeployment(agent);
    const [instance] = deployment.instances;
    const target = findTarget(instance, agent);
    if (target === 'already_fips') {
        say('already_fips', {image: instance.imageReference});
        terminal.out.write(options.format === 'json' ? '{"format":1,"outcome":{"code":"already_fips"}}\n' : '');
        return EXIT_CODES.ready;
    }
    const perform = requireCapability(deployment.rehearse);
    const report = await perform({
        image: printImageReference(target),
        pull: options.pull,
        say,
        onProgress: makePullMeter(terminal),
        signal: stop,
    }).catch((error: unknown) => {
        // Whatever broke off because of the signal: the person asked for it.
        throw stop.aborted ? new FipsError('interrupted') : error;
    });
    terminal.out.write(
        options.format === 'json'
            ? `${printVisibleJson(report)}\n`
            : printRehearsal(report, remedyFor(report, deployment), agent.settings.REHEARSAL_SECONDS, terminal),
    );
    return exitCodeOf(report);
}

function findTarget({imageReference}: Instance, {settings}: Agent): ImageReference | 'already_fips' {
    const running = parseImageReference(imageReference);
    if (running && variantOf(running, settings.IMAGE_PAIRS) === 'fips') {
        return 'already_fips';
    }
    const target = running && counterpart(running, 'fips', settings.IMAGE_PAIRS);
    if (!target) {
        throw new FipsError('no_fips_counterpart', {image: imageReference});
    }
    return target;
}

function exitCodeOf({outcome}: RehearsalReport): ExitCode {
    switch (outcome.code) {
        case 'ok':
            return EXIT_CODES.ready;
        case 'timed_out':
            return EXIT_CODES.cannot_tell;
        case 'invalid_configuration':
        case 'configuration_unreadable':
        case 'database_login_refused':
        case 'database_missing':
        case 'database_too_old':
        case 'database_tls_refused':
        case 'database_unreachable':
        case 'did_not_start':
        case 'program_hidden':
        case 'other_failure':
            return EXIT_CODES.not_ready;
    }
}
