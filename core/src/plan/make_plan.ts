import {evaluate} from '../checks/evaluate.ts';
import {forecastFromFacts} from '../checks/plugin_forecast.ts';
import {isObserved} from '../facts/fact.ts';
import type {Facts} from '../facts/facts.ts';
import type {AcceptedRisk} from '../facts/accepted_risk.ts';
import {expectDowntime} from './expect_downtime.ts';
import type {MeasuredStarts} from './expect_downtime.ts';
import type {Goal, HandoverReason, Plan} from './plan.ts';
import {STEPS} from './steps.ts';
import type {StepCode} from './steps.ts';

/** The part of a plan only the deployment's driver can make: it read the files, the images, the database. */
export type DriverPlan = Pick<
    Plan,
    'target' | 'change' | 'siteUrl' | 'from' | 'to' | 'rotation' | 'backup' | 'handover'
> & {
    readonly steps: readonly StepCode[];
    /** Nobody is answered for a while though no step says so: old instances end before new ones are there. */
    readonly interrupts?: boolean;
};

/** What a plan is made from. Durations in milliseconds. */
export type PlanRequest = {
    /** Of the new plan, or of the one that is judged again: 32 hex digits. */
    readonly planId: string;
    readonly goal: Goal;
    readonly facts: Facts;
    readonly change: DriverPlan;
    /** A person wants to carry it out by hand. */
    readonly handoverAsked: boolean;
    /** What the FIPS server will write into the file store. */
    readonly stored: NonNullable<Plan['storedByServer']>;
    readonly measured: MeasuredStarts;
    /** How long each step may take; a step that is not named has no limit. */
    readonly limitsMs: Readonly<Partial<Record<StepCode, number>>>;
    readonly acceptedRisks: readonly AcceptedRisk[];
    readonly rollBack: Plan['rollBack'];
};

/** Traefik leaves out a starting container until its health check has run once (every 30 s in the official images). */
const TRAEFIK_WAIT_MS = 30_000;

/** Old instances serve until new ones are ready. */
const NO_DOWNTIME: Plan['downtime'] = {fromMs: 0, toMs: 0, source: 'usual', proxyWaitMs: 0};

/** The plan from here to the goal. It decides by what was read, and reads nothing itself. */
export function makePlan(request: PlanRequest): Plan {
    const {goal, facts, change, limitsMs, stored} = request;
    const handover: HandoverReason | null = request.handoverAsked ? 'asked_for' : change.handover;
    const moves = goal !== 'rotate';
    const interrupts = change.interrupts ?? change.steps.some((step) => STEPS[step].beginsOutage);
    return {
        format: 2,
        id: request.planId,
        goal,
        mode: handover === null ? 'apply' : 'handover',
        handover,
        target: change.target,
        change: change.change,
        siteUrl: change.siteUrl,
        serverVersion: isObserved(facts.server) ? facts.server.value.version : '',
        from: change.from,
        to: change.to,
        rotation: change.rotation,
        backup: change.backup,
        steps: change.steps.map((code) => ({code, limitMs: limitsMs[code] ?? 0})),
        downtime: interrupts ? expectDowntime(request.measured, findProxyWait(facts)) : NO_DOWNTIME,
        plugins: moves ? forecast(facts) : [],
        ...(stored.length > 0 && {storedByServer: stored}),
        risks: evaluateRisks(facts, request.acceptedRisks),
        rollBack: request.rollBack,
    };
}

function findProxyWait({front_proxies: proxies, container}: Facts): number {
    const traefik = isObserved(proxies) && proxies.value.some(({kind}) => kind === 'traefik');
    const checked = isObserved(container) && container.value.health !== 'none';
    return traefik && checked ? TRAEFIK_WAIT_MS : 0;
}

function forecast(facts: Facts): Plan['plugins'] {
    return (forecastFromFacts(facts) ?? []).map(({id, version, active, outcome}) => ({id, version, active, outcome}));
}

/** Only risks that still hold: for a result that is there, in this version. */
function evaluateRisks(facts: Facts, accepted: readonly AcceptedRisk[]): Plan['risks'] {
    const results = evaluate(facts);
    const version = isObserved(facts.server) ? facts.server.value.version : '';
    return accepted.filter(
        (risk) =>
            risk.serverVersion === version &&
            results.some(({check, reason}) => check === risk.check && reason === risk.reason),
    );
}
