import type {Plan} from '@fips-readiness/core';
import type {Instance} from '../../../port/driver.ts';
import type {RunContext} from '../../../port/run_context.ts';
import type {Cluster} from '../api/cluster.ts';

/** The part of a plan that names the resource. */
export type ResourceTarget = Extract<Plan['target'], {readonly kind: 'kubernetes'}>;

/** A run that changes one `Mattermost` resource. */
export type KubernetesRun = RunContext & {
    readonly cluster: Cluster;
    readonly target: ResourceTarget;
    /** The installation's servers as they are now, those that are ready first. Throws FipsError. */
    readonly findInstances: () => Promise<readonly Instance[]>;
    /** Its dedicated job server's pods, where it has one. Nobody is answered there. Throws FipsError. */
    readonly findJobServers: () => Promise<readonly Instance[]>;
};
