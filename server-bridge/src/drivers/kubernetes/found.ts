import type {Cluster} from './api/cluster.ts';
import type {ListNodes} from './facts/list_nodes.ts';
import type {FindOperator} from './facts/read_operator.ts';
import type {Environment} from './read_environment.ts';
import type {Container, MattermostResource, Pod, Workload} from './schema.ts';

/** A pod that runs the server, and the container in it. */
export type ServerPod = {
    readonly pod: Pod;
    readonly container: Container;
    readonly environment: Environment;
};

/** What asks for the pods: a resource of the operator's, the one it had before, or a workload without an operator. */
export type FoundResource =
    | {readonly kind: 'mattermost'; readonly resource: MattermostResource}
    | {readonly kind: 'cluster_installation'; readonly resource: MattermostResource}
    | {readonly kind: 'deployment' | 'stateful_set'; readonly resource: Workload};

/** A deployment and its pods. Everything in it was read from the cluster. */
export type Found = FoundResource & {
    readonly cluster: Cluster;
    /** The uid of `kube-system`, which a cluster keeps; else the address it is asked at. */
    readonly identity: string;
    readonly namespace: string;
    readonly pods: readonly [ServerPod, ...ServerPod[]];
    readonly findOperator: FindOperator;
    readonly listNodes: ListNodes;
};

/** A deployment the agent can change: the operator's resource asks for it. */
export type FoundInstallation = Extract<Found, {readonly kind: 'mattermost'}>;

/** Any other: what asks for it is changed by a person. */
export type FoundByHand = Exclude<Found, FoundInstallation>;
