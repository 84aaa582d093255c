import type {LayerResult} from '@fips-readiness/core';
import {findBaseUrls} from '../../../server/base_urls.ts';
import {makeLocalMode} from '../../../server/local_mode.ts';
import {verify} from '../../../verify/verify.ts';
import type {Verification} from '../../../verify/verify.ts';
import {openChange} from '../run/open_change.ts';
import {readKeptContainer} from '../kept/kept_container.ts';
import type {DockerRun} from '../run/docker_run.ts';
import {findChangedVariables} from './with_new_password.ts';
import {readStagedChange} from '../kept/staged_change.ts';
import type {Performer, Reverter, StepResult} from '../../../port/step_result.ts';
import {waitForSide} from './wait.ts';
import {whereEngineAnswers} from './where_engine_answers.ts';
import {retryWhileEngineRestarts} from './retry_while_engine_restarts.ts';
import type {ReadLogs} from '../../../port/driver.ts';
import {expectSide} from '../../../verify/expect_side.ts';
import {reportLayers} from '../../../verify/report_layers.ts';
import {verifyNewState} from '../../../verify/verify_new_state.ts';
import {toInstance} from '../instance.ts';
import {readContainerLayers} from '../verify/container_layers.ts';

/** The new state in layers; what is found outside of a working inside keeps the site up and is left to a person. */
export function makeVerify(context: DockerRun): Performer {
    const look = afterFirst(context, 'to', async () => {
        const {engine, changer, plan, settings} = context;
        const verification = await verifySide(context, 'to');
        const container = await changer.find({plan});
        const instance = container && toInstance(container, settings);
        const readLogs: ReadLogs = ({id}, options) => engine.readLogs(id, options);
        return verifyNewState(context, verification, {instance, logs: instance ? [{instance, readLogs}] : []});
    });
    return (...args) => retryWhileEngineRestarts(context.engine, context.clock, () => look(...args));
}

/** The old state in layers: what was wrong before the run, in plugins or at the front door, is not the rollback's failure. */
export function makeVerifyBack(context: DockerRun): Reverter {
    const look = afterFirst(context, 'from', async () => reportLayers(await verifySide(context, 'from')));
    return (...args) => whereEngineAnswers(context, () => look(...args));
}

/** An engine that was restarted between two looks has stopped Mattermost with it: each further look waits until it is ready. */
function afterFirst(context: DockerRun, side: 'from' | 'to', look: () => Promise<StepResult>): Performer {
    let looked = false;
    return async (signal, onProgress) => {
        const ready = looked ? await waitForSide(context, side, signal, onProgress) : undefined;
        looked = true;
        return ready?.code === 'failed' ? ready : look();
    };
}

/** How the layers look before the first change: what fails by then is no change’s fault. */
export async function lookBefore(context: DockerRun): Promise<readonly LayerResult[]> {
    return (await verifySide(context, 'from', DOOR_BEFORE_MS)).layers;
}

const DOOR_BEFORE_MS = 15_000;

async function verifySide(
    context: DockerRun,
    side: 'from' | 'to',
    frontDoorLimitMs = context.settings.FRONT_DOOR_SECONDS * 1000,
): Promise<Verification> {
    const {engine, changer, plan, settings, folder} = context;
    const {[side]: image} = await openChange(context);
    const container = await changer.find({plan});
    const before = await readKeptContainer(folder);
    const staged = await readStagedChange(folder);
    const instance = container && toInstance(container, settings);
    const allowed = side === 'to' ? findChangedVariables(before, staged?.password ?? null) : [];
    return verify({
        ...(await expectSide(context, side)),
        instance,
        localMode: makeLocalMode(
            {can: true, use: (argv, options) => engine.exec(container?.id ?? '', argv, options)},
            {state: container?.state ?? 'dead'},
        ),
        ownLayers: async () => (container ? readContainerLayers(engine, container, before, allowed) : []),
        baseUrls: instance ? findBaseUrls(instance, settings) : [],
        imageId: image.id,
        frontDoorLimitMs,
    });
}
