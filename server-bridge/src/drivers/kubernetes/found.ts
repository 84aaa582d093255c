import type {Cluster} from './api/cluster.ts';
import type {Environment} from './read_environment.ts';
import type {Container, MattermostResource, Pod} from './schema.ts';

/** A pod that runs the server, and the container in it. */
export type ServerPod = {
    readonly pod: Pod;
    readonly container: Container;
    readonly environment: Environment;
};

/** A `Mattermost` resource and its pods. Everything in it was read from the cluster. */
export type Found = {
    readonly cluster: Cluster;
    /** The uid of `kube-system`, which a cluster keeps; else the address it is asked at. */
    readonly identity: string;
    readonly namespace: string;
    readonly resource: MattermostResource;
    readonly pods: readonly [ServerPod, ...ServerPod[]];
};
