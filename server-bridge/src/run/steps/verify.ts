import type {LayerResult} from '@fips-readiness/core';
import {findBaseUrls} from '../../facts/gather_facts.ts';
import {verify} from '../../verify/verify.ts';
import type {Verification} from '../../verify/verify.ts';
import {changeOf} from '../change_of.ts';
import {readKeptContainer} from '../kept_container.ts';
import type {RunContext} from '../run_context.ts';
import {findChangedVariables} from './with_new_password.ts';
import {readStagedChange} from '../staged_change.ts';
import {failed} from '../step_result.ts';
import type {Performer, Reverter, StepResult} from '../step_result.ts';
import {waitForSide} from './wait.ts';
import {whereEngineAnswers} from './where_engine_answers.ts';
import {withPatience} from './with_patience.ts';
import {verifyFunctions} from './verify_functions.ts';
import {verifyLog} from './verify_log.ts';

/** The new state in layers; what is found outside of a working inside keeps the site up and is left to a person. */
export function makeVerify(context: RunContext): Performer {
    const look = afterFirst(context, 'to', async () => {
        const verification = await verifySide(context, 'to');
        const result = answer(verification);
        if (result.code === 'failed') {
            return result;
        }
        const {data, notices} = await verifyFunctions(context);
        return {
            ...result,
            data: {...result.data, ...data, ...(await verifyLog(context))},
            notices: [...(result.notices ?? []), ...notices],
        };
    });
    return (...args) => withPatience(context.engine, context.clock, () => look(...args));
}

/** The old state in layers: what was wrong before the run, in plugins or at the front door, is not the rollback's failure. */
export function makeVerifyBack(context: RunContext): Reverter {
    const look = afterFirst(context, 'from', async () => answer(await verifySide(context, 'from')));
    return (...args) => whereEngineAnswers(context, () => look(...args));
}

/** An engine that was restarted between two looks has stopped Mattermost with it: each further look waits until it is ready. */
function afterFirst(context: RunContext, side: 'from' | 'to', look: () => Promise<StepResult>): Performer {
    let looked = false;
    return async (signal, onProgress) => {
        const ready = looked ? await waitForSide(context, side, signal, onProgress) : undefined;
        looked = true;
        return ready?.code === 'failed' ? ready : look();
    };
}

async function verifySide(context: RunContext, side: 'from' | 'to'): Promise<Verification> {
    const {engine, changer, plan, settings, clock, folder} = context;
    const {[side]: image} = await changeOf(context);
    const container = await changer.find({plan});
    const before = await readKeptContainer(folder);
    const staged = await readStagedChange(folder);
    const {variant} = plan[side];
    return verify({
        engine,
        container,
        before,
        baseUrls: container ? findBaseUrls(container, settings) : [],
        imageId: image.id,
        fips: variant === null ? null : variant === 'fips',
        version: plan.serverVersion,
        plugins: plan.plugins,
        stored: (plan.storedByServer ?? []).map(({id}) => id),
        siteUrl: plan.deployment.siteUrl,
        frontDoorLimitMs: settings.FRONT_DOOR_SECONDS * 1000,
        allowedVariables: side === 'to' ? findChangedVariables(before, staged?.password ?? null) : [],
        now: clock.monotonicMs,
        sleep: (ms) => clock.sleep(ms),
        observedAt: clock.now().toISOString(),
    });
}

function answer({layers, worst}: Verification): StepResult {
    const inState = (state: LayerResult['state']) => layers.filter((one) => one.state === state);
    const data = {
        passed: inState('ok').length,
        skipped: inState('skipped').map(({layer, reason}) => `${layer}.${reason}`),
        layers: layers.length,
    };
    const broken = inState('failed');
    if (worst === 'roll_back') {
        return failed('layer_failed', {
            layers: broken.map(({layer, reason}) => `${layer}.${reason}`),
            names: broken.flatMap(({names}) => [...names]),
        });
    }
    return {
        code: 'done',
        outcome: 'verified',
        data,
        notices: broken.map(({layer, reason, names}) => ({notice: layer, data: {reason, names: [...names]}})),
    };
}
