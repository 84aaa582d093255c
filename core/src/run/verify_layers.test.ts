import * as fc from 'fast-check';
import {judgeLayers, VERIFY_LAYERS} from './verify_layers.ts';
import type {LayerResult, VerifyLayer} from './verify_layers.ts';

const layers = Object.keys(VERIFY_LAYERS) as VerifyLayer[];
const result = (layer: VerifyLayer, state: LayerResult['state']): LayerResult => ({
    layer,
    state,
    reason: 'any',
    names: [],
});

describe('judgeLayers', () => {
    test.each(Object.entries(VERIFY_LAYERS))('%s failed -> %s', (layer, consequence) => {
        const results = layers.map((one) => result(one, one === layer ? 'failed' : 'ok'));
        expect(judgeLayers(results)).toBe(consequence);
    });

    test('what was skipped neither fails nor hides a failure', () => {
        const states = fc.array(fc.constantFrom<LayerResult['state']>('ok', 'failed', 'skipped'), {
            minLength: layers.length,
            maxLength: layers.length,
        });
        fc.assert(
            fc.property(states, (chosen) => {
                const results = layers.map((layer, index) => result(layer, chosen[index] ?? 'ok'));
                const failed = results.filter(({state}) => state === 'failed');
                expect(judgeLayers(results)).toBe(judgeLayers(failed));
                expect(judgeLayers(results) === 'ok').toBe(failed.length === 0);
            }),
        );
    });
});
