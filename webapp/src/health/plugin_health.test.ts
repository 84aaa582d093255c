import {makeFact} from '@fips-readiness/core';
import type {Facts, PluginBundle} from '@fips-readiness/core';
import {readPluginHealth} from './plugin_health.ts';

const AT = '2026-11-27T06:00:00.000Z';
const BOARDS = {id: 'focalboard', name: 'Boards', version: '9.2.2', server: {}};

/** What an agent has read: the image, its bundles, and whether a copy of Boards is stored. */
function facts(variant: 'fips' | 'standard', mode: PluginBundle['mode'], stored: boolean | null): Facts {
    const image = {reference: 'm:1', imageId: 'sha256:1', variant, pin: 'release'} as const;
    const line = {
        ...{id: BOARDS.id, name: BOARDS.name, version: BOARDS.version, active: true, state: 'running' as const},
        ...{nodesFailed: 0, hasServerCode: true, stored, prepackaged: true},
    };
    return {
        running_image: makeFact(image, 'agent_engine', AT),
        plugins: makeFact([line], 'agent_local_mode', AT),
        prepackaged_plugins: makeFact(
            {current: [{id: BOARDS.id, version: BOARDS.version, mode}], fips: null},
            'agent_engine',
            AT,
        ),
    };
}

test.each<readonly [string, Facts, string]>([
    ['no agent has told anything', {}, 'unknown'],
    ['the image’s bundle runs, and is a FIPS build', facts('fips', 'fips', false), 'fips'],
    ['the image’s bundle runs, and is none', facts('fips', 'non_fips', false), 'non_fips'],
    // Another build may bear the same version.
    ['a stored copy stands before it', facts('fips', 'fips', true), 'unknown'],
    ['whether one does is not known', facts('fips', 'fips', null), 'unknown'],
    ['the agent looked before the move', facts('standard', 'non_fips', false), 'unknown'],
    ['the bundle could not be read', facts('fips', 'unknown', false), 'unknown'],
])('%s -> %s', (_name, known, proof) => {
    const list = {active: [BOARDS], inactive: []};
    const plugins = readPluginHealth({list, statuses: [], config: {}, facts: known, baseline: undefined});
    expect(plugins?.find(({id}) => id === BOARDS.id)).toMatchObject({proof, enabled: null, since: null});
});

test('what is no list of plugins is none', () => {
    expect(readPluginHealth({list: {}, statuses: [], config: {}, facts: {}, baseline: undefined})).toBeUndefined();
});
