import {layersOf, namesOfLayer, VERIFY_LAYERS} from '@fips-readiness/core';
import type {EventData, Plan, RunEvent, VerifyLayer} from '@fips-readiness/core';

/** How a layer looked; `reason` is '' where only its success was told. */
export type ToldLayer = {
    readonly layer: VerifyLayer;
    readonly state: 'ok' | 'failed' | 'skipped';
    readonly reason: string;
    readonly names: readonly string[];
};

/**
 * What the last verification of a run found, layer by layer, in order: after a rollback that of the old state, and nothing of
 * the one before it. A layer nothing was reported of is left out. `kind`: of the plan,
 * undefined while that is not here.
 */
export function tellLayers(
    events: readonly RunEvent[],
    kind: Plan['target']['kind'] | undefined,
): readonly ToldLayer[] {
    const at = events.findLastIndex(isVerified);
    const verified = events[at];
    if (!verified || !('data' in verified) || !verified.data) {
        return [];
    }
    const begun = events.findLastIndex(
        (event, index) => index < at && (event.kind === 'step_begun' || event.kind === 'back_begun'),
    );
    const hasFailed = verified.kind === 'step_failed' || verified.kind === 'back_failed';
    const told = new Map<string, ToldLayer>();
    for (const entry of listOf(verified.data, 'skipped')) {
        put(told, entry, 'skipped', []);
    }
    if (hasFailed) {
        for (const entry of listOf(verified.data, 'layers')) {
            put(told, entry, 'failed', namesOfLayer(verified.data, entry));
        }
    } else {
        events
            .slice(Math.max(0, begun), at)
            .flatMap((event) => (event.kind === 'noticed' ? [event] : []))
            .forEach(({notice, data}) =>
                put(told, `${notice}.${String(data['reason'] ?? '')}`, 'failed', listOf(data, 'names')),
            );
    }
    const layers = kind === undefined ? (Object.keys(VERIFY_LAYERS) as readonly VerifyLayer[]) : layersOf(kind);
    const isWhole = !hasFailed && verified.data['layers'] === layers.length;
    return layers.flatMap((layer) => {
        const known = told.get(layer) ?? (isWhole ? {layer, state: 'ok' as const, reason: '', names: []} : undefined);
        return known ? [known] : [];
    });
}

/** The end of a verification, forth or back. */
function isVerified(event: RunEvent): boolean {
    switch (event.kind) {
        case 'step_done':
        case 'step_failed':
            return event.step === 'verify';
        case 'back_done':
        case 'back_failed':
            return event.step === 'verify_back';
        default:
            return false;
    }
}

function put(told: Map<string, ToldLayer>, entry: string, state: ToldLayer['state'], names: readonly string[]): void {
    const [layer = '', reason = ''] = entry.split('.');
    if (Object.hasOwn(VERIFY_LAYERS, layer)) {
        told.set(layer, {layer: layer as VerifyLayer, state, reason, names});
    }
}

function listOf(data: EventData, name: string): readonly string[] {
    const value = data[name];
    return Array.isArray(value) ? value : [];
}
