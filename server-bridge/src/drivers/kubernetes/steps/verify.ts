import {findInspectedImage} from '@fips-readiness/core';
import type {LayerResult} from '@fips-readiness/core';
import type {Performer, Reverter} from '../../../port/step_result.ts';
import type {Instance} from '../../../port/driver.ts';
import {findBaseUrls} from '../../../server/base_urls.ts';
import {makeLocalMode} from '../../../server/local_mode.ts';
import type {LogSource} from '../../../start_log/read_start_log.ts';
import {expectSide} from '../../../verify/expect_side.ts';
import {reportLayers} from '../../../verify/report_layers.ts';
import {verify} from '../../../verify/verify.ts';
import type {Verification} from '../../../verify/verify.ts';
import {verifyNewState} from '../../../verify/verify_new_state.ts';
import {isAway} from '../api/is_away.ts';
import {openExec} from '../open_exec.ts';
import {makeReadLogs} from '../read_logs.ts';
import {JOB_SERVER} from '../resources.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {removeUpdateCheck} from '../run/update_check.ts';
import {readPodLayers} from '../verify_pods.ts';
import {whereClusterAnswers, whileClusterIsAway} from './where_cluster_answers.ts';

/** The new state in layers, every pod of it; what is found outside of a working inside is left to a person. */
export function makeVerify(run: KubernetesRun): Performer {
    return () =>
        whileClusterIsAway(run, async () => {
            const verification = await verifySide(run, 'to');
            const instances = await run.findInstances();
            return verifyNewState(run, verification, {instance: instances[0], logs: await listLogs(run, instances)});
        });
}

/** The logs of every server, and of a job server, which has another container. */
async function listLogs(
    {cluster, target: {namespace}, findJobServers}: KubernetesRun,
    servers: readonly Instance[],
): Promise<readonly LogSource[]> {
    const readLogs = makeReadLogs(cluster, namespace);
    const readJobLogs = makeReadLogs(cluster, namespace, {container: JOB_SERVER});
    return [
        ...servers.map((instance) => ({instance, readLogs})),
        ...(await findJobServers()).map((instance) => ({instance, readLogs: readJobLogs})),
    ];
}

/**
 * The old state in layers: what was wrong before the run is not the rollback's failure. An operator that was in the middle of it may
 * have tried the target image once more: that goes as well.
 */
export function makeVerifyBack(run: KubernetesRun): Reverter {
    return () =>
        whereClusterAnswers(run, async () => {
            const result = reportLayers(await verifySide(run, 'from'));
            await removeUpdateCheck(run, run.plan.to.reference).catch((error: unknown) => {
                // The old state is proved: what else keeps the Job does not undo that.
                if (isAway(error)) {
                    throw error;
                }
            });
            return result;
        });
}

/** How the layers look before the patch: what fails by then is no change’s fault. */
export async function lookBefore(run: KubernetesRun): Promise<readonly LayerResult[]> {
    return (await verifySide(run, 'from', DOOR_BEFORE_MS)).layers;
}

const DOOR_BEFORE_MS = 15_000;

async function verifySide(
    run: KubernetesRun,
    side: 'from' | 'to',
    frontDoorLimitMs = run.settings.FRONT_DOOR_SECONDS * 1000,
): Promise<Verification> {
    const {cluster, target, plan, settings, journal} = run;
    const instances = await run.findInstances();
    const [instance] = instances;
    const {reference} = plan[side];
    const imageId = (side === 'to' ? findInspectedImage(journal.events()) : undefined) ?? plan[side].id ?? '';
    const expected = await expectSide(run, side);
    const pod = {namespace: target.namespace, name: instance?.name ?? ''};
    return verify({
        ...expected,
        instance,
        localMode: makeLocalMode(await openExec(cluster, pod, settings), {state: instance?.state ?? 'dead'}),
        ownLayers: async () =>
            readPodLayers([...instances, ...(await run.findJobServers())], {...expected, reference, imageId}),
        baseUrls: instance ? findBaseUrls(instance, settings) : [],
        imageId,
        frontDoorLimitMs,
    });
}
