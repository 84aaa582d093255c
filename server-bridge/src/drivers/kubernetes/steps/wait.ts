import {toSeconds} from '@fips-readiness/core';
import type {EventData, RunEvent} from '@fips-readiness/core';
import {fetchPing} from '../../../server/fetch_ping.ts';
import {findBaseUrls} from '../../../server/base_urls.ts';
import {readLayersBefore} from '../../../verify/layers_before.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer, Reverter, StepProgressReport, StepResult} from '../../../port/step_result.ts';
import {judgeRollout} from '../run/judge_rollout.ts';
import type {RolloutState, Trouble} from '../run/judge_rollout.ts';
import {findCause} from '../run/find_cause.ts';
import type {PodCause} from '../run/find_cause.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {holdsPatch, operationsOf} from '../run/patch_resource.ts';
import {readRollout} from '../run/rollout.ts';
import {isAway} from '../api/is_away.ts';
import {whereClusterAnswers} from './where_cluster_answers.ts';

const POLL_MS = 500;

/** How long a trouble must last before it is believed: a registry or a scheduler may get over it; the site is up meanwhile. */
const BELIEVED_AFTER_MS: Readonly<Record<Trouble['reason'], number>> = {
    image_not_pulled: 30_000,
    update_check_failed: 0,
    // The operator may be through with the other one's, and begin its own.
    update_check_shared: 30_000,
    pod_crash_loop: 0,
    pod_unschedulable: 60_000,
    pods_refused: 30_000,
    pinned_elsewhere: 30_000,
};

/** Waits until every pod runs the target image and is ready; what cannot get better ends it. */
export function makeWait(run: KubernetesRun): Performer {
    return (signal, onProgress) => waitForSide(run, 'to', signal, onProgress);
}

/** The same for the old image. */
export function makeWaitBack(run: KubernetesRun): Reverter {
    return (signal, onProgress) => whereClusterAnswers(run, () => waitForSide(run, 'from', signal, onProgress));
}

async function waitForSide(
    run: KubernetesRun,
    side: 'from' | 'to',
    signal: AbortSignal,
    onProgress: (progress: StepProgressReport) => void,
): Promise<StepResult> {
    const {plan, settings, clock} = run;
    const limitMs = plan.steps.find(({code}) => code === 'wait')?.limitMs ?? settings.READY_SECONDS * 1000;
    const begunAt = clock.monotonicMs();
    const mayAnswer = await answeredBefore(run);
    let trouble: (Trouble & {readonly since: number}) | undefined;
    for (;;) {
        const now = clock.monotonicMs();
        const state = await look(run, side);
        if (typeof state === 'string') {
            return failed(state, {name: run.target.name});
        }
        if (state?.code === 'done' && (!mayAnswer || (await answers(run)))) {
            const {imageId, pods} = state;
            const oldLogin = side === 'to' ? findRotation(run) : undefined;
            return done(oldLogin ? 'rolled_out_rotated' : 'rolled_out', {
                pods,
                seconds: toSeconds(clock.monotonicMs() - begunAt),
                ...(oldLogin && {oldLoginSeconds: toSeconds(clock.now().getTime() - Date.parse(oldLogin.at))}),
                ...(side === 'to' && {imageId}),
            });
        }
        const found = state?.code === 'moving' ? state.trouble : undefined;
        trouble = found && {...found, since: trouble?.reason === found.reason ? trouble.since : now};
        if (trouble && now - trouble.since >= BELIEVED_AFTER_MS[trouble.reason]) {
            return failed(trouble.reason, await describeTrouble(run, trouble));
        }
        if (signal.aborted) {
            return failed('interrupted');
        }
        if (now - begunAt >= limitMs) {
            return failed('not_ready', {seconds: limitMs / 1000});
        }
        if (state?.code === 'moving') {
            onProgress({done: state.ready, total: state.wanted, unit: 'pods', phase: state.phase});
        }
        await clock.sleep(POLL_MS);
    }
}

/** When the database took the new password: from then on old pods had the connections they had, and no new ones. */
function findRotation({journal}: KubernetesRun): RunEvent | undefined {
    return journal.events().findLast((event) => event.kind === 'step_done' && event.step === 'rotate');
}

/** What a person needs to know of it. The cause is a help: what cannot be asked now is not known. */
async function describeTrouble(run: KubernetesRun, {pod, owner}: Trouble): Promise<EventData> {
    const cause = await findCause(run, pod).catch((): PodCause => ({cause: 'unknown'}));
    return {pod, ...cause, ...(owner !== undefined && {owner})};
}

/** Undefined where the API does not answer: forwards that is waited out, as a slow start is; backwards the step waits for it. */
async function look(
    run: KubernetesRun,
    side: 'from' | 'to',
): Promise<RolloutState | 'resource_gone' | 'resource_replaced' | 'resource_changed' | undefined> {
    const {cluster, target, plan} = run;
    try {
        const rollout = await readRollout(cluster, target);
        if (!rollout) {
            return 'resource_gone';
        }
        if (rollout.resource.metadata.uid !== target.uid) {
            return 'resource_replaced';
        }
        return holdsPatch(rollout.resource, operationsOf(run, side))
            ? judgeRollout(rollout, plan[side].reference)
            : 'resource_changed';
    } catch (error) {
        if (side === 'to' && isAway(error)) {
            return undefined;
        }
        throw error;
    }
}

/** A pod that nobody here reached before the run is not reached now either: the kubelet's word is all there is. */
async function answeredBefore({folder}: KubernetesRun): Promise<boolean> {
    const before = await readLayersBefore(folder);
    return before?.some(({layer, state}) => layer === 'api' && state === 'ok') ?? false;
}

async function answers({findInstances, settings}: KubernetesRun): Promise<boolean> {
    const [instance] = await findInstances();
    const asked = (instance ? findBaseUrls(instance, settings) : []).map((url) => fetchPing(url));
    return (await Promise.all(asked)).some((ping) => ping.answers);
}
