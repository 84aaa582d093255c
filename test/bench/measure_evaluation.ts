import {evaluate, makeFact, readPlugins} from '@fips-readiness/core';
import {makeSampleFacts} from '../samples/facts.ts';
import {median} from './figure.ts';
import type {Figure} from './figure.ts';

const PLUGINS = 300;
const NODES = 50;
const ROUNDS = 51;

/** 300 plugins on 50 nodes, from the server's raw answers to the results. */
export function measureEvaluation(): readonly Figure[] {
    const ids = Array.from({length: PLUGINS}, (_, index) => `com.example.plugin-${index}`);
    const list = {active: ids.map((id) => ({id, name: id, version: '1.0.0', server: {}})), inactive: []};
    const statuses = ids.flatMap((id) =>
        Array.from({length: NODES}, (_, node) => ({plugin_id: id, cluster_id: `node-${node}`, state: 2})),
    );
    const facts = makeSampleFacts();
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
        const start = performance.now();
        const plugins = readPlugins(list, statuses, () => ({stored: true, prepackaged: false})) ?? [];
        evaluate({...facts, plugins: makeFact(plugins, 'page_rest', '2026-11-23T12:00:00.000Z')});
        times.push(performance.now() - start);
    }
    // The first rounds run before the engine has compiled the rules.
    return [
        {
            name: `reading and judging ${PLUGINS} plugins x ${NODES} nodes, median`,
            value: median(times),
            unit: 'ms',
            limit: 5,
            note: `slowest ${Math.max(...times).toFixed(1)} ms`,
        },
    ];
}
