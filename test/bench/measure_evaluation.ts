import {evaluate, makeFact, readPlugins} from '@fips-readiness/core';
import {makeSampleFacts} from '../samples/facts.ts';
import {median} from './figure.ts';
import type {Figure} from './figure.ts';

const PLUGINS = 300;
const NODES = 50;
const ROUNDS = 51;

/** 300 plugins on 50 nodes: judging the facts, and beside it reading the server's raw list of 15,000 statuses into one. */
export function measureEvaluation(): readonly Figure[] {
    const ids = Array.from({length: PLUGINS}, (_, index) => `com.example.plugin-${index}`);
    const list = {active: ids.map((id) => ({id, name: id, version: '1.0.0', server: {}})), inactive: []};
    const statuses = ids.flatMap((id) =>
        Array.from({length: NODES}, (_, node) => ({plugin_id: id, cluster_id: `node-${node}`, state: 2})),
    );
    const read = () => readPlugins(list, statuses, () => ({stored: true, prepackaged: false})) ?? [];
    const facts = {...makeSampleFacts(), plugins: makeFact(read(), 'page_rest', '2026-11-23T12:00:00.000Z')};
    const size = `${PLUGINS} plugins x ${NODES} nodes`;
    return [
        {name: `judging ${size}, median`, value: time(() => evaluate(facts)), unit: 'ms', limit: 5},
        {name: `reading the statuses of ${size}, median`, value: time(read), unit: 'ms'},
    ];
}

function time(run: () => unknown): number {
    return median(
        Array.from({length: ROUNDS}, () => {
            const start = performance.now();
            run();
            return performance.now() - start;
        }),
    );
}
