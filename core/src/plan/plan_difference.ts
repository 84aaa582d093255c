import {printCanonicalJson} from '../values/canonical_json.ts';
import type {Json} from '../values/canonical_json.ts';
import type {Plan} from './plan.ts';

/** The parts of a plan, in the order they are named. Permanent codes; words under `plan.moved.<part>`. */
export const PLAN_PARTS = [
    'format',
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
    'backup',
] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

/** What a plan rests on, by part. Sizes and durations are left out: they move by themselves and change nothing that is done. */
function findParts(plan: Plan): Readonly<Record<PlanPart, unknown>> {
    const {change} = plan;
    return {
        format: plan.format,
        goal: plan.goal,
        mode: plan.mode,
        handover: plan.handover,
        deployment: [plan.target, plan.siteUrl],
        serverVersion: plan.serverVersion,
        from: plan.from,
        to: plan.to,
        changes: change.way === 'files' ? change.edits : change.way === 'patch' ? change.operations : [],
        fingerprints: change.way === 'files' ? change.fingerprints : [],
        rotation: plan.rotation,
        randomPorts: change.way === 'patch' ? [] : change.randomPorts,
        recreated: change.way === 'files' ? change.recreated : [],
        steps: plan.steps,
        plugins: plan.plugins,
        risks: plan.risks,
        rollBack: plan.rollBack,
        backup: plan.backup.way,
    };
}

/** Which parts of a plan the facts have left behind; empty while it is still right (`plan_stale` otherwise). */
export function findPlanDifferences(old: Plan, now: Plan): readonly PlanPart[] {
    const [before, after] = [findParts(settled(old, now)), findParts(now)];
    return PLAN_PARTS.filter((part) => print(before[part]) !== print(after[part]));
}

/**
 * An image that has come into the engine since, as the plan wanted it, is not a change: a rehearsal brings it. Nor is what it
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
