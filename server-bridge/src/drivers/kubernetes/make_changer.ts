import type {Plan} from '@fips-readiness/core';
import type {Changer} from '../../port/driver.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import type {Cluster} from './api/cluster.ts';
import {chooseServers} from './choose_pods.ts';
import {fetchIdentity} from './detect.ts';
import {findJobServers} from './find_job_servers.ts';
import {findServerPods} from './find_pods.ts';
import {toInstance} from './instance.ts';
import {readStagedPassword} from './password/staged_password.ts';
import {makeReachPod} from './reach_pod.ts';
import {makeSource} from './read_environment.ts';
import {hasKit, writeKitTexts} from './rescue/write_kit.ts';
import {takeLease} from './run/deployment_lease.ts';
import {keepFailure} from './run/keep_failure.ts';
import type {KubernetesRun} from './run/kubernetes_run.ts';
import {makeBackSteps, makeSteps} from './steps/index.ts';
import {targetOf} from './target_of.ts';

/** Changes the resource a plan pins. Throws FipsError where the cluster does not answer. */
export async function makeChanger(cluster: Cluster, settings: KubernetesSettings, plan: Plan): Promise<Changer> {
    const target = targetOf(plan);
    const {namespace} = target;
    const reach = makeReachPod(cluster, namespace, settings);
    const findInstances = async () => {
        // Read afresh: a run may change a Secret that variables come from.
        const pods = await findServerPods(cluster, chooseServers(target), makeSource(cluster, namespace));
        return Promise.all(pods.map(async (pod) => toInstance(pod, await reach(pod))));
    };
    return {
        identity: await fetchIdentity(cluster),
        host: cluster.context,
        findInstance: async () => (await findInstances())[0],
        lock: (input) => takeLease(cluster, target, input),
        openRun: (context) => {
            const run: KubernetesRun = {
                ...context,
                cluster,
                target,
                findInstances,
                findJobServers: () => findJobServers(cluster, target),
            };
            const directory = settings.RESCUE_DIR;
            return {
                steps: makeSteps(run),
                backSteps: makeBackSteps(run),
                keepFailure: () => keepFailure(run),
                writeRescue: async (state) => {
                    if (await hasKit(directory, context.runId)) {
                        const staged = (await readStagedPassword(context.folder)) ?? null;
                        await writeKitTexts({directory, runId: context.runId, plan, state, staged});
                    }
                },
            };
        },
        // The registry has the old image; nothing of it is kept here.
        release: () => Promise.resolve([]),
    };
}
