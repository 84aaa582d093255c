import {parseArgs} from 'node:util';
import {measureCluster} from './cluster/measure_cluster.ts';
import {measureAgent} from './measure_agent.ts';
import {measureBundle} from './measure_bundle.ts';
import {measureCheck} from './measure_check.ts';
import {measureDowntime} from './measure_downtime.ts';
import {measureEvaluation} from './measure_evaluation.ts';
import {measureGuide} from './measure_guide.ts';
import {measurePickup} from './measure_pickup.ts';
import {measureScan} from './measure_scan.ts';
import {measureStart} from './measure_start.ts';
import type {Figure} from './figure.ts';

/**
 * Measures each figure of the project and prints it next to its limit, as soon as it is known: `node test/bench/bench.ts [group…]`.
 * Without a group it measures all of them. Ends with 1 when a figure is over its limit.
 */
const {
    positionals: groups,
    values: {pairs, installations},
} = parseArgs({
    allowPositionals: true,
    options: {pairs: {type: 'string', default: '7'}, installations: {type: 'string', default: '1000'}},
});

const GROUPS: Readonly<
    Record<string, readonly (() => readonly Figure[] | Promise<readonly Figure[]> | AsyncIterable<Figure>)[]>
> = {
    machine: [measureBundle, measureEvaluation, measureScan, measureStart, measureAgent, measurePickup],
    engine: [measureCheck, measureDowntime, measureGuide],
    cluster: [() => measureCluster({pairs: Number(pairs), installations: Number(installations)})],
};

let over = 0;
for (const group of groups.length > 0 ? groups : Object.keys(GROUPS)) {
    const measures = GROUPS[group];
    if (!measures) {
        throw new Error(`There is no group ${group}: ${Object.keys(GROUPS).join(', ')}.`);
    }
    for (const measure of measures) {
        for await (const {name, value, unit, limit, note} of await measure()) {
            const bound = limit === undefined ? '' : `limit ${limit} ${unit}`;
            const verdict = limit === undefined ? '    ' : value <= limit ? 'ok  ' : 'OVER';
            over += limit !== undefined && value > limit ? 1 : 0;
            const shown = Number.isInteger(value) ? String(value) : value.toFixed(2);
            process.stdout.write(
                `${verdict}  ${name.padEnd(58)} ${`${shown} ${unit}`.padStart(18)}  ${bound}${note ? `  (${note})` : ''}\n`,
            );
        }
    }
}
process.exitCode = over === 0 ? 0 : 1;
