import {VERIFY_LAYERS} from '@fips-readiness/core';
import type {EventData, RunEvent, VerifyLayer} from '@fips-readiness/core';

/** How a layer looked; `reason` is '' where only its success was told. */
export type ToldLayer = {
    readonly layer: VerifyLayer;
    readonly state: 'ok' | 'failed' | 'skipped';
    readonly reason: string;
    readonly names: readonly string[];
};

/** What the last verification of a run found, layer by layer, in order. A layer nothing was told of is left out. */
export function tellLayers(events: readonly RunEvent[]): readonly ToldLayer[] {
    const at = events.findLastIndex(
        (event) =>
            (event.kind === 'step_done' || event.kind === 'step_failed' || event.kind === 'back_done') &&
            (event.step === 'verify' || event.step === 'verify_back'),
    );
    const verified = events[at];
    if (!verified || !('data' in verified)) {
        return [];
    }
    const told = new Map<string, ToldLayer>();
    for (const entry of listOf(verified.data, 'skipped')) {
        put(told, entry, 'skipped', []);
    }
    if (verified.kind === 'step_failed') {
        listOf(verified.data, 'layers').forEach((entry) => put(told, entry, 'failed', listOf(verified.data, 'names')));
    } else {
        events
            .slice(0, at)
            .flatMap((event) => (event.kind === 'noticed' ? [event] : []))
            .forEach(({notice, data}) =>
                put(told, `${notice}.${String(data['reason'] ?? '')}`, 'failed', listOf(data, 'names')),
            );
    }
    const layers = Object.keys(VERIFY_LAYERS) as readonly VerifyLayer[];
    const isWhole = verified.kind !== 'step_failed' && verified.data['layers'] === layers.length;
    return layers.flatMap((layer) => {
        const known = told.get(layer) ?? (isWhole ? {layer, state: 'ok' as const, reason: '', names: []} : undefined);
        return known ? [known] : [];
    });
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
