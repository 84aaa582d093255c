import type {Rehearse} from '../../../port/driver.ts';
import type {RehearsalReport} from '../../../port/rehearsal_report.ts';
import {keepOutput} from '../../../rehearsal/keep_output.ts';
import {SYSTEM_CLOCK} from '../../../clock/system_clock.ts';
import {makeLocalMode} from '../../../server/local_mode.ts';
import type {Capability, Exec} from '../../../port/driver.ts';
import type {KubernetesSettings} from '../../../settings/settings.ts';
import type {Found} from '../found.ts';
import {toInstance} from '../instance.ts';
import {nameRehearsal, PARTS} from './make_pod.ts';
import type {PodOwner} from './make_pod.ts';
import {rehearse} from './rehearse.ts';

const SAY_EVERY_MS = 10_000;

/** What makes the pods, as an owner reference names it. */
const OWNERS: Readonly<Record<Found['kind'], Pick<PodOwner, 'apiVersion' | 'kind'>>> = {
    mattermost: {apiVersion: 'installation.mattermost.com/v1beta1', kind: 'Mattermost'},
    cluster_installation: {apiVersion: 'mattermost.com/v1alpha1', kind: 'ClusterInstallation'},
    deployment: {apiVersion: 'apps/v1', kind: 'Deployment'},
    stateful_set: {apiVersion: 'apps/v1', kind: 'StatefulSet'},
};

/** The owner of the rehearsal's pod. */
export function ownerOf(kind: Found['kind'], {name, uid}: Pick<PodOwner, 'name' | 'uid'>): PodOwner {
    return {...OWNERS[kind], name, uid};
}

/** Tries the image in a pod of its own and reports it. Throws FipsError where it does not come that far. */
export async function rehearseNextTo(
    {cluster, kind, namespace, resource, pods: [first]}: Found,
    exec: Capability<Exec>,
    settings: KubernetesSettings,
    {image, pull, say, signal}: Parameters<Rehearse>[0],
): Promise<RehearsalReport> {
    const startedAt = performance.now();
    const owner = ownerOf(kind, resource.metadata);
    const instance = toInstance(first);
    let running: string | undefined;
    let saidMs = 0;
    say('pod', {pod: nameRehearsal(owner), namespace, image});
    let outputFile: string | undefined;
    const {outcome, version, imageId} = await rehearse({
        cluster,
        namespace,
        owner,
        model: {
            pod: instance.name,
            container: first.container.name,
            image: instance.imageReference,
            version: (await makeLocalMode(exec, instance).fetchVersion())?.version,
            config: instance.environment.get('MM_CONFIG'),
        },
        image,
        pull,
        settings,
        clock: SYSTEM_CLOCK,
        signal,
        keep: async (result) => {
            outputFile = await keepOutput(settings.STATE_DIR, result);
        },
        onLeftover: () => say('leftovers', {count: 1}),
        onWait: (waitedMs, container) => {
            if (container === PARTS.rehearsal && running !== container) {
                say('run', {seconds: settings.REHEARSAL_SECONDS});
            }
            running = container;
            if (container === undefined && waitedMs - saidMs >= SAY_EVERY_MS) {
                saidMs = waitedMs;
                say('pod_waits', {seconds: Math.round(waitedMs / 1000)});
            }
        },
    });
    if (version !== null) {
        say('same_version', {version});
    }
    return {
        format: 1,
        image: {reference: image, id: imageId, pulled: null},
        version,
        outcome,
        tookMs: Math.round(performance.now() - startedAt),
        outputFile: outputFile ?? null,
    };
}
