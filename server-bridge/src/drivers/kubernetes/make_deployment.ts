import type {Deployment, Instance} from '../../port/driver.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import {describeTarget} from './describe_target.ts';
import {diagnoseRights} from './diagnose.ts';
import {findJobServers} from './find_job_servers.ts';
import type {Found} from './found.ts';
import {openInstaller} from './init/installer.ts';
import {toInstance} from './instance.ts';
import {lendInput} from './lend_input.ts';
import {locateDatabase} from './locate_database.ts';
import {openExec} from './open_exec.ts';
import {planChange} from './plan_change.ts';
import {readFacts} from './read_facts.ts';
import {makeReadLogs} from './read_logs.ts';
import {rehearseNextTo} from './rehearsal/rehearse_next_to.ts';
import {makeReachPod} from './reach_pod.ts';

/** What a new pod pulls besides the server's image: the operator's wait for the database, sidecars. */
function listSideImages({pod: {spec}, container}: Found['pods'][0]): readonly string[] {
    const images = [...spec.initContainers, ...spec.containers].map(({image}) => image);
    return [...new Set(images.filter((image) => image !== '' && image !== container.image))];
}

/** Those of a dedicated job server, where the resource asks for one. */
async function listJobServers({cluster, kind, resource}: Found): Promise<readonly Instance[]> {
    return kind === 'mattermost' && resource.spec.jobServer.dedicatedJobServer
        ? findJobServers(cluster, resource.metadata)
        : [];
}

/** A resource of the older operator says it in another way. */
function countWanted({kind, resource}: Found): Pick<Deployment, 'wanted'> {
    switch (kind) {
        case 'mattermost':
            return {wanted: (resource.spec.replicas ?? 1) + (resource.spec.jobServer.dedicatedJobServer ? 1 : 0)};
        case 'cluster_installation':
            return {};
        case 'deployment':
        case 'stateful_set':
            return {wanted: resource.spec.replicas};
    }
}

const no = (reason: string) => ({can: false, reason}) as const;

/** A deployment in a cluster, as it was found. */
export async function makeDeployment(found: Found, settings: KubernetesSettings): Promise<Deployment> {
    const {cluster, namespace} = found;
    const reach = makeReachPod(cluster, namespace, settings);
    const [first, ...others] = found.pods;
    const container = first.container.name;
    const exec = await openExec(cluster, {namespace, name: first.pod.metadata.name, container}, settings);
    return {
        kind: 'kubernetes',
        name: found.resource.metadata.name,
        service: '',
        target: describeTarget(found),
        instances: [
            toInstance(first, await reach(first)),
            ...(await Promise.all(others.map(async (pod) => toInstance(pod, await reach(pod))))),
        ],
        jobServers: await listJobServers(found),
        ...countWanted(found),
        sideImages: listSideImages(first),
        exec,
        files: no('Kubernetes shows no file of a pod without a program in it'),
        images: no('nodes keep their images to themselves'),
        lendFile: lendInput(exec),
        rehearse: {can: true, use: (input) => rehearseNextTo(found, exec, settings, input)},
        openInstaller: (chosen) => openInstaller(found, settings, chosen),
        diagnose: (swaps) => diagnoseRights(found, swaps, settings),
        locateDatabase: (dsn) => locateDatabase(cluster, namespace, dsn),
        readLogs: makeReadLogs(cluster, namespace, {container}),
        readFacts: (observedAt) => readFacts(found, settings, observedAt),
        planChange: (request) => planChange(found, settings, request),
        findNeighbours: () => Promise.resolve([]),
        findAgentImage: () => Promise.resolve(null),
    };
}
