import type {LayerResult} from '@fips-readiness/core';
import {failed} from '../port/step_result.ts';
import type {StepResult} from '../port/step_result.ts';
import type {Verification} from './verify.ts';

/** A verification as the result of its step: a failed layer sends the run back, or is left to a person as a notice. */
export function reportLayers({layers, worst}: Verification): StepResult {
    const inState = (state: LayerResult['state']) => layers.filter((one) => one.state === state);
    const broken = inState('failed');
    if (worst === 'roll_back') {
        return failed('layer_failed', {
            layers: broken.map(({layer, reason}) => `${layer}.${reason}`),
            ...Object.fromEntries(broken.map(({layer, names}) => [`names_${layer}`, [...names]])),
        });
    }
    return {
        code: 'done',
        outcome: 'verified',
        data: {
            passed: inState('ok').length,
            skipped: inState('skipped').map(({layer, reason}) => `${layer}.${reason}`),
            layers: layers.length,
        },
        notices: broken.map(({layer, reason, names}) => ({notice: layer, data: {reason, names: [...names]}})),
    };
}
