import {callIfAllowed} from '../api/call_if_allowed.ts';
import type {Cluster} from '../api/cluster.ts';
import {listAll} from '../api/list_all.ts';
import {unlessRefused} from '../api/unless_refused.ts';
import {findContainer, isOfJob} from '../instance.ts';
import {DEPLOYMENTS, JOBS, MATTERMOSTS, PODS, selectInstallation, selectPods, UPDATE_CHECK} from '../resources.ts';
import type {ResourcePlace} from '../resources.ts';
import {Deployment, Job, MattermostResource, Pod} from '../schema.ts';

/** How far the cluster is with what the resource asks for, at one moment. */
export type Rollout = {
    readonly resource: MattermostResource;
    /** Mattermost's own and a job server's; undefined where this user may not list them. */
    readonly deployments: readonly Deployment[] | undefined;
    /** Pods that run the server; those that are ending too. */
    readonly pods: readonly Pod[];
    /** Pods in which the operator tries the new image. */
    readonly tries: readonly Pod[];
    /** Whose tries they are, where not this resource's: one Job serves a namespace. */
    readonly triedFor?: string;
};

/** Reads it; undefined where the resource is gone. Throws FipsError. */
export async function readRollout(cluster: Pick<Cluster, 'call'>, place: ResourcePlace): Promise<Rollout | undefined> {
    const resource = await fetchResource(cluster, place);
    if (!resource) {
        return undefined;
    }
    const {namespace, name} = place;
    const asked = {...DEPLOYMENTS, namespace, ...selectInstallation(name)};
    const [deployments, pods, tries] = await Promise.all([
        unlessRefused(() => listAll(cluster, asked)),
        listPods(cluster, {namespace, ...selectPods(name)}),
        listPods(cluster, {namespace, query: {labelSelector: `job-name=${UPDATE_CHECK}`}}),
    ]);
    const triedFor = tries.length === 0 ? undefined : await findOtherOwner(cluster, resource);
    return {
        resource,
        ...(triedFor !== undefined && {triedFor}),
        deployments:
            deployments === 'refused'
                ? undefined
                : deployments.flatMap((item) => Deployment.safeParse(item).data ?? []),
        pods: pods.filter((pod) => findContainer(pod) !== undefined && !isOfJob(pod)),
        tries,
    };
}

/** The resource whose update check it is, where it is another one's. Who may not ask takes it for this one's. */
async function findOtherOwner(
    cluster: Pick<Cluster, 'call'>,
    {metadata: {namespace, uid}}: MattermostResource,
): Promise<string | undefined> {
    const job = Job.safeParse(await callIfAllowed(cluster, {...JOBS, verb: 'get', namespace, name: UPDATE_CHECK})).data;
    const owner = job?.metadata.ownerReferences.find(({kind}) => kind === 'Mattermost');
    return owner && owner.uid !== uid ? owner.name : undefined;
}

/** The resource as it is; undefined where there is none of that name. Throws FipsError. */
export async function fetchResource(
    {call}: Pick<Cluster, 'call'>,
    place: ResourcePlace,
): Promise<MattermostResource | undefined> {
    return MattermostResource.safeParse(await call({...MATTERMOSTS, verb: 'get', ...place})).data;
}

async function listPods(
    cluster: Pick<Cluster, 'call'>,
    place: Omit<Parameters<typeof listAll>[1], 'group' | 'version' | 'resource'>,
): Promise<readonly Pod[]> {
    const items = await listAll(cluster, {...PODS, ...place});
    return items.flatMap((item) => Pod.safeParse(item).data ?? []);
}
