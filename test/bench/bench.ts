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

const MEASURES: readonly (() => readonly Figure[] | Promise<readonly Figure[]>)[] = [
    measureBundle,
    measureEvaluation,
    measureScan,
    measureStart,
    measureAgent,
    measurePickup,
    measureCheck,
    measureDowntime,
    measureGuide,
];

/** Measures each figure of the project and prints it beside its limit, as soon as it is known. Ends with 1 when one is over. */
let over = 0;
for (const measure of MEASURES) {
    for (const {name, value, unit, limit, note} of await measure()) {
        const bound = limit === undefined ? '' : `limit ${limit} ${unit}`;
        const verdict = limit === undefined ? '    ' : value <= limit ? 'ok  ' : 'OVER';
        over += limit !== undefined && value > limit ? 1 : 0;
        const shown = Number.isInteger(value) ? String(value) : value.toFixed(2);
        process.stdout.write(
            `${verdict}  ${name.padEnd(58)} ${`${shown} ${unit}`.padStart(18)}  ${bound}${note ? `  (${note})` : ''}\n`,
        );
    }
}
process.exitCode = over === 0 ? 0 : 1;
