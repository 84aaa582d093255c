import {evaluate, forecastFromFacts, isObserved, OWNERS, REDACTED} from '@fips-readiness/core';
import type {HandoverReason, Plan, StepCode} from '@fips-readiness/core';
import {fingerprintProject, RESOLVED_PROJECT} from '../compose/resolved_project.ts';
import {showEdit} from '../compose/shown_edit.ts';
import type {FileEdit} from '../compose/image_edit.ts';
import {makeFingerprint} from '../project_files/fingerprint.ts';
import {expectDowntime} from './expect_downtime.ts';
import {findImages} from './find_images.ts';
import {planBackup} from './plan_backup.ts';
import {planEdit, readTextsOf} from './plan_edit.ts';
import type {PlannedEdit} from './plan_edit.ts';
import {planRotation} from './plan_rotation.ts';
import {planStored} from './plan_stored.ts';
import type {PlannedRotation} from './plan_rotation.ts';
import type {PlanInput} from './plan_input.ts';

/** Traefik leaves out a starting container until its health check has run once (every 30 s in the official images). */
const TRAEFIK_WAIT_MS = 30_000;

/** A plan and the image edit behind it, whose texts hold secrets and stay inside the agent. */
export type MadePlan = {
    readonly plan: Plan;
    readonly edits: readonly FileEdit[];
    /** Which files or places kept the agent from carrying it out itself. */
    readonly handoverPaths: readonly string[];
};

/** Makes the plan from here to the goal. Reads, proves, and changes nothing. Throws FipsError where there is no plan at all. */
export async function makePlan(input: PlanInput): Promise<MadePlan> {
    const {deployment, facts, settings, info} = input;
    const {container, project} = deployment;
    const images = await findImages(input);
    const texts = await readTextsOf(input);
    const edit = await planEdit(input, images, texts);
    const rotation = edit.code === 'edit' ? await planRotation(input, texts) : {code: 'none' as const};
    const backup = await planBackup(input);
    const handover: HandoverReason | null =
        findHandover(input) ??
        (edit.code === 'handover' ? edit.reason : null) ??
        (rotation.code === 'handover' ? rotation.reason : null);
    const files = texts?.code === 'read' ? [...texts.composeFiles, ...texts.envFiles] : [];
    const edits = edit.code === 'edit' ? edit.edits : [];
    const resolved =
        handover === null && project && input.compose
            ? [{path: RESOLVED_PROJECT, hmac: await fingerprintProject(input.compose, project, input.fingerprintKey)}]
            : [];
    const moves = input.goal !== 'rotate';
    const rotates = rotation.code === 'rotation';
    const stored = await planStored(input);
    const plan: Plan = {
        format: 1,
        id: input.planId,
        goal: input.goal,
        mode: handover === null ? 'apply' : 'handover',
        handover,
        deployment: {
            kind: project ? 'compose' : 'docker',
            name: deployment.name,
            service: deployment.service,
            container: container.name,
            containerId: container.id,
            host: info.host,
            engineId: info.id,
            folder: project?.directory ?? '',
            files: [...(project?.files ?? [])],
            envFiles: [...(project?.envFiles ?? [])],
            ...(project && project.profiles.length > 0 && {profiles: [...project.profiles]}),
            ...(project?.caller && {caller: project.caller}),
            siteUrl: (isObserved(facts.deployment) ? facts.deployment.value.siteUrl : settings.SITE_URL) ?? '',
        },
        serverVersion: isObserved(facts.server) ? facts.server.value.version : '',
        from: images.from,
        to: images.to,
        changes: [...edits.map(showEdit), ...(rotates ? [showRotation(rotation.rotation)] : [])],
        fingerprints: [
            ...files.map(({path, text}) => ({path, hmac: makeFingerprint(input.fingerprintKey, path, text)})),
            ...resolved,
        ],
        rotation: rotates ? rotation.rotation : null,
        ...(isObserved(facts.container) &&
            facts.container.value.randomPorts && {randomPorts: facts.container.value.randomPorts}),
        recreated: [
            ...new Set([...(edit.code === 'edit' ? edit.recreated : []), ...(rotates ? rotation.recreated : [])]),
        ].filter((name) => name !== deployment.service),
        backup,
        steps: makeSteps(input, moves, rotates).map((code) => ({code, limitMs: limitOf(code, input)})),
        downtime: expectDowntime(input.measured, findProxyWait(input)),
        plugins: moves ? forecast(input) : [],
        ...(stored.length > 0 && {storedByServer: stored}),
        risks: evaluateRisks(input),
        rollBack: settings.ROLLBACK,
    };
    return {plan, edits, handoverPaths: findPaths(input, edit, rotation)};
}

/** Which files, or images, the reason is about. */
function findPaths({facts}: PlanInput, edit: PlannedEdit, rotation: PlannedRotation): readonly string[] {
    const image = isObserved(facts.compose_drift) ? facts.compose_drift.value.image : undefined;
    if (image) {
        return [image.running, image.wanted];
    }
    const refused = edit.code === 'handover' ? edit : rotation;
    return refused.code === 'handover' ? refused.paths : [];
}

/** A password's line without the password. */
function showRotation({path, line}: NonNullable<Plan['rotation']>): Plan['changes'][number] {
    return {path, line, before: REDACTED, after: REDACTED};
}

/** What the deployment itself says against a change by the agent. */
function findHandover({facts, deployment, driver, handover}: PlanInput): HandoverReason | null {
    if (handover) {
        return 'asked_for';
    }
    if (deployment.kind !== 'compose' && deployment.kind !== 'docker') {
        return 'other_deployment_kind';
    }
    if (deployment.container.autoRemove) {
        return 'auto_remove';
    }
    const owner = isObserved(facts.deployment_owner) ? facts.deployment_owner.value.tool : 'none';
    if (owner !== 'none' && OWNERS[owner].does === 'changes') {
        return 'owned_by_another_tool';
    }
    const manyHere = isObserved(facts.containers_seen) && facts.containers_seen.value > 1;
    const manyNodes = isObserved(facts.cluster) && facts.cluster.value.nodes > 1;
    if (manyHere || manyNodes) {
        return manyNodes ? 'several_nodes' : 'several_containers';
    }
    if (isObserved(facts.compose_drift) && facts.compose_drift.value.image) {
        const named = isObserved(facts.image_source) ? facts.image_source.value.kind : undefined;
        return named === 'process_environment' ? 'not_in_a_file' : 'image_differs';
    }
    if (isObserved(facts.compose_drift) && facts.compose_drift.value.services.includes(deployment.service)) {
        return 'files_differ';
    }
    return driver.changer ? null : 'compose_missing';
}

function makeSteps({deployment, settings}: PlanInput, moves: boolean, rotates: boolean): readonly StepCode[] {
    // Beside a stopped server a rehearsal would take its address; it would prove nothing the start does not.
    const rehearses = moves && deployment.container.state === 'running';
    return [
        'rescue_kit',
        ...(moves ? (['pull', 'inspect', 'keep_image'] as const) : []),
        ...(settings.BACKUP === 'none' ? [] : (['backup'] as const)),
        ...(rotates ? (['rotate'] as const) : []),
        ...(rehearses ? (['rehearse'] as const) : []),
        ...(deployment.project ? (['edit'] as const) : []),
        'recreate',
        'wait',
        'verify',
        'finish',
    ];
}

function limitOf(step: StepCode, {settings, earlierStartsMs}: PlanInput): number {
    switch (step) {
        case 'pull':
            return settings.PULL_STALL_SECONDS * 1000;
        case 'backup':
            return settings.BACKUP_STALL_SECONDS * 1000;
        case 'rehearse':
            return settings.REHEARSAL_SECONDS * 1000;
        case 'wait':
            return Math.max(settings.READY_SECONDS * 1000, 3 * (earlierStartsMs.at(-1) ?? 0));
        case 'verify':
            return settings.FRONT_DOOR_SECONDS * 1000;
        default:
            return 0;
    }
}

function findProxyWait({facts}: PlanInput): number {
    const traefik = isObserved(facts.front_proxies) && facts.front_proxies.value.some(({kind}) => kind === 'traefik');
    const checked = isObserved(facts.container) && facts.container.value.health !== 'none';
    return traefik && checked ? TRAEFIK_WAIT_MS : 0;
}

function forecast({facts}: PlanInput): Plan['plugins'] {
    return (forecastFromFacts(facts) ?? []).map(({id, version, active, outcome}) => ({id, version, active, outcome}));
}

/** Only risks that still hold: for a result that is there, in this version. */
function evaluateRisks({facts, settings}: PlanInput): Plan['risks'] {
    const results = evaluate(facts);
    const version = isObserved(facts.server) ? facts.server.value.version : '';
    return settings.ACCEPTED_RISKS.filter(
        (risk) =>
            risk.serverVersion === version &&
            results.some(({check, reason}) => check === risk.check && reason === risk.reason),
    );
}
