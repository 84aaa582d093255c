import type {LayerResult, VerifyLayer} from '@fips-readiness/core';

/** One layer's result. */
export function layer(
    code: VerifyLayer,
    state: LayerResult['state'],
    reason: string,
    names: readonly string[] = [],
): LayerResult {
    return {layer: code, state, reason, names};
}
