import * as fc from 'fast-check';
import {compareWithBefore, judgeLayers, VERIFY_LAYERS} from './verify_layers.ts';
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

describe('compared with before the run', () => {
    const layer = (code: LayerResult['layer'], state: LayerResult['state'], reason: string): LayerResult => ({
        layer: code,
        state,
        reason,
        names: [],
    });

    test.each([
        [
            'a page that was missing before',
            layer('web_app', 'failed', 'no_page'),
            layer('web_app', 'failed', 'no_page'),
            'ok',
        ],
        [
            'a page that was there before',
            layer('web_app', 'failed', 'no_page'),
            layer('web_app', 'ok', 'served'),
            'roll_back',
        ],
        [
            'a page that fails otherwise than before',
            layer('web_app', 'failed', 'no_script'),
            layer('web_app', 'failed', 'no_page'),
            'roll_back',
        ],
        [
            'what the run itself changes is never excused',
            layer('image', 'failed', 'another'),
            layer('image', 'failed', 'another'),
            'roll_back',
        ],
        [
            'a front door that led nowhere before',
            layer('front_door', 'failed', 'no_answer'),
            layer('front_door', 'failed', 'no_answer'),
            'ok',
        ],
    ] as const)('%s', (_name, now, before, worst) => {
        const compared = compareWithBefore([now], [before]);
        expect(judgeLayers(compared)).toBe(worst);
        expect(compared[0]?.state).toBe(worst === 'ok' ? 'skipped' : 'failed');
    });

    test('nothing is known of before: every failure counts', () => {
        const failed = [layer('web_app', 'failed', 'no_page')];
        expect(compareWithBefore(failed, [])).toEqual(failed);
    });
});
