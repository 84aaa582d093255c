import type {Figure} from '../figure.ts';
import type {IdleCost} from './watch_idle.ts';

/** What of the cluster's other objects an idle agent may cost more. */
const FLAT = 1.1;

/**
 * The idle agent's figures, alone and with so many other installations around it. Processor time is held against that of a process
 * that did the same in both: around a fleet the machine itself is busier.
 */
export function compareIdle(alone: IdleCost, among: IdleCost, installations: number): readonly Figure[] {
    const others = `${installations} other installations`;
    const compare = (name: string, key: keyof IdleCost, unit: string, busier = 1): Figure => ({
        name: `cluster: ${name}, among ${others}`,
        value: ratio(among[key], alone[key]) / busier,
        unit: 'times',
        limit: FLAT,
        note: `${among[key].toFixed(3)} over ${alone[key].toFixed(3)} ${unit}${busier === 1 ? '' : `, the same work cost ${busier.toFixed(2)} times as much`}`,
    });
    return [
        {
            name: 'cluster: agent idle, private memory (RssAnon)',
            value: alone.privateMiB,
            unit: 'MiB',
            limit: 128,
        },
        {name: 'cluster: agent idle, resident memory (RSS)', value: alone.residentMiB, unit: 'MiB'},
        {name: 'cluster: agent idle, processor', value: alone.processorPercent, unit: '%', limit: 0.3},
        {
            name: 'cluster: agent idle, requests to the Kubernetes API',
            value: alone.questionsPerMinute,
            unit: 'per minute',
        },
        compare('private memory', 'privateMiB', 'MiB'),
        compare('processor', 'processorPercent', '%', ratio(among.calibrationPercent, alone.calibrationPercent)),
        compare('requests', 'questionsPerMinute', 'per minute'),
    ];
}

/** Nothing over nothing is as much. */
function ratio(value: number, base: number): number {
    return value === base ? 1 : value / base;
}
