import {printCanonicalJson} from '../protocol/canonical_json.ts';
import type {Json} from '../protocol/canonical_json.ts';
import type {Plan} from './plan.ts';

/** What a plan rests on. Sizes and durations are left out: they move by themselves and change nothing that is done. */
const BASIS = [
    'goal',
    'mode',
    'handover',
    'deployment',
    'serverVersion',
    'from',
    'to',
    'changes',
    'fingerprints',
    'rotation',
    'randomPorts',
    'recreated',
    'steps',
    'plugins',
    'risks',
    'rollBack',
] as const satisfies readonly (keyof Plan)[];

/** A part of a plan that moved. Words under `plan.moved.<part>`. */
export const PLAN_PARTS = [...BASIS, 'backup'] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

/** Which parts of a plan the facts have left behind; empty while it is still right (`plan_stale` otherwise). */
export function findPlanDifferences(old: Plan, now: Plan): readonly PlanPart[] {
    const moved: PlanPart[] = BASIS.filter((part) => print(settled(old, now)[part]) !== print(now[part]));
    return old.backup.way === now.backup.way ? moved : [...moved, 'backup'];
}

/**
 * An image that has come into the engine since, as the plan wanted it, is no move: a rehearsal brings it. Nor is what it
 * then tells of a plugin whose fate was unknown.
 */
function settled(old: Plan, now: Plan): Plan {
    const arrived = old.to.id === null && now.to.id !== null && old.to.reference === now.to.reference;
    return arrived ? {...old, to: now.to, plugins: old.plugins.map((plugin) => tell(plugin, now.plugins))} : old;
}

function tell(plugin: Plan['plugins'][number], now: Plan['plugins']): Plan['plugins'][number] {
    const told = ['unknown', 'vanishes'].includes(plugin.outcome) ? now.find(({id}) => id === plugin.id) : undefined;
    return told ? {...plugin, outcome: told.outcome} : plugin;
}

function print(value: unknown): string {
    // A part that older plans lack.
    return value === undefined ? '' : printCanonicalJson(value as Json);
}
