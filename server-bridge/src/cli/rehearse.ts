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
import type {ContainerDetails} from '../drivers/docker/engine/engine.ts';
import {classifyRehearsal} from '../drivers/docker/rehearsal/classify_rehearsal.ts';
import {fetchFipsImage} from '../drivers/docker/rehearsal/fetch_fips_image.ts';
import {fetchImageVersion} from '../drivers/docker/rehearsal/image_version.ts';
import {keepOutput} from '../drivers/docker/rehearsal/keep_output.ts';
import {rehearse as runRehearsal} from '../drivers/docker/rehearsal/rehearse.ts';
import type {Rehearsal} from '../drivers/docker/rehearsal/rehearse.ts';
import {removeLeftovers} from '../drivers/docker/rehearsal/remove_leftovers.ts';
import {requireVersion} from '../drivers/docker/rehearsal/require_version.ts';
import {speakEnglish} from '../words/speak.ts';
import {openContext, openDeployment} from '../agent/open_agent.ts';
import type {Context, GlobalOptions} from '../agent/open_agent.ts';
import {makePullMeter} from './pull_meter.ts';
import {printRehearsal, remedyFor} from './rehearsal_report.ts';
import type {RehearsalReport} from './rehearsal_report.ts';
import type {Terminal} from './terminal.ts';

export const REHEARSE_FORMATS = ['table', 'json'] as const;

export type RehearseOptions = GlobalOptions & {
    readonly format: (typeof REHEARSE_FORMATS)[number];
    readonly pull: boolean;
};

type Say = (part: string, values?: Parameters<typeof speakEnglish>[1]) => void;

/**
 * `fips-agent rehearse`: pulls the FIPS image, inspects it and runs the rehearsal beside the live site. Adds an image to
 * the engine and nothing else. `stop` ends it and removes the one-off container.
 */
export async function rehearse(terminal: Terminal, options: RehearseOptions, stop: AbortSignal): Promise<ExitCode> {
    const say: Say = (part, values = {}) => terminal.err.write(`${speakEnglish(`rehearsal.${part}`, values)}\n`);
    const context = await openContext(terminal, options);
    const {deployment, info} = await openDeployment(context);
    const {container} = deployment;
    const target = findTarget(container, context);
    if (target === 'already_fips') {
        say('already_fips', {image: container.imageReference});
        terminal.out.write(options.format === 'json' ? '{"format":1,"outcome":{"code":"already_fips"}}\n' : '');
        return EXIT_CODES.ready;
    }
    if (info.architecture !== 'amd64') {
        throw new FipsError('host_not_amd64', {architecture: info.architecture});
    }
    if (container.state !== 'running') {
        throw new FipsError('container_not_running', {container: container.name});
    }
    const image = printImageReference(target);
    const report = await makeReport({terminal, context, container, image, pull: options.pull, say, stop}).catch(
        (error: unknown) => {
            // Whatever broke off because of the signal: the person asked for it.
            throw stop.aborted ? new FipsError('interrupted') : error;
        },
    );
    terminal.out.write(
        options.format === 'json'
            ? `${printVisibleJson(report)}\n`
            : printRehearsal(
                  report,
                  remedyFor(report, deployment, container.environment),
                  context.settings.REHEARSAL_SECONDS,
                  terminal,
              ),
    );
    return exitCodeOf(report);
}

function findTarget(container: ContainerDetails, {settings}: Context): ImageReference | 'already_fips' {
    const running = parseImageReference(container.imageReference);
    if (running && variantOf(running, settings.IMAGE_PAIRS) === 'fips') {
        return 'already_fips';
    }
    const target = running && counterpart(running, 'fips', settings.IMAGE_PAIRS);
    if (!target) {
        throw new FipsError('no_fips_counterpart', {image: container.imageReference});
    }
    return target;
}

async function makeReport(input: {
    readonly terminal: Terminal;
    readonly context: Context;
    readonly container: ContainerDetails;
    readonly image: string;
    readonly pull: boolean;
    readonly say: Say;
    readonly stop: AbortSignal;
}): Promise<RehearsalReport> {
    const {terminal, context, container, image, say, stop} = input;
    const {engine, settings} = context;
    const timeoutMs = settings.REHEARSAL_SECONDS * 1000;
    const leftovers = await removeLeftovers(engine, terminal.now());
    if (leftovers > 0) {
        say('leftovers', {count: leftovers});
    }
    const {details, pulled} = await fetchFipsImage({
        engine,
        image,
        pull: input.pull,
        stallSeconds: settings.PULL_STALL_SECONDS,
        onPull: () => say('pull', {image}),
        onProgress: makePullMeter(terminal),
        signal: stop,
    });
    say(pulled ? 'pulled' : 'have_image', {image});
    say('inspect', {id: details.id});
    const began = terminal.now().getTime();
    const found = await fetchImageVersion({engine, imageId: details.id, timeoutMs, signal: stop});
    stop.throwIfAborted();
    let rehearsal: Rehearsal = {outcome: classifyRehearsal(found.result), result: found.result};
    if (found.version !== undefined || !['did_not_start', 'timed_out'].includes(rehearsal.outcome.code)) {
        const version = await requireVersion({engine, container, image, found, timeoutMs, signal: stop});
        say('same_version', {version});
        say('run', {seconds: settings.REHEARSAL_SECONDS});
        rehearsal = await runRehearsal({engine, container, imageId: details.id, timeoutMs, signal: stop});
        stop.throwIfAborted();
    }
    const {outcome, result} = rehearsal;
    const outputFile = outcome.code === 'ok' ? undefined : await keepOutput(settings.STATE_DIR, result);
    return {
        format: 1,
        image: {reference: image, id: details.id, pulled},
        version: found.version ?? null,
        outcome,
        tookMs: terminal.now().getTime() - began,
        outputFile: outputFile ?? null,
    };
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
