import {readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import type {Mattermost} from '../operator_stand_in/resource.ts';
import {startCluster} from './cluster.ts';
import type {Cluster} from './cluster.ts';
import {grant} from './grant.ts';
import type {RoleRule} from './grant.ts';
import {createInstallation} from './installation.ts';
import type {Installation} from './installation.ts';
import {disableCalls, LONG_ENOUGH, MOVER_RULES, openMover} from './mover.ts';

type Secret = KubernetesObject & {readonly data: Readonly<Record<string, string>>};

/** A cluster with one installation that maria may move, and that nothing but its password keeps from moving. */
export type Stage = {
    readonly cluster: Cluster;
    readonly installation: Installation;
    /** The connection string in the Secret, as it is now. */
    readonly readUrl: () => Promise<string>;
    readonly close: () => Promise<void>;
};

/** What maria needs besides for a password that is changed. */
export const SECRET_RULE: RoleRule = {apiGroups: [''], resources: ['secrets'], verbs: ['patch']};

export async function openStage({
    namespace,
    password,
    replicas = 1,
    rules = MOVER_RULES,
    makeSpec = () => Promise.resolve({}),
}: {
    readonly namespace: string;
    readonly password: string;
    readonly replicas?: number;
    readonly rules?: readonly RoleRule[];
    /** What else the resource asks for. */
    readonly makeSpec?: (cluster: Cluster) => Promise<Mattermost['spec']>;
}): Promise<Stage> {
    const cluster = await startCluster();
    const spec = {mattermostEnv: [LONG_ENOUGH], ...(await makeSpec(cluster))};
    const installation = await createInstallation(cluster, {namespace, name: 'mm', password, replicas, spec});
    await grant(cluster.api, {user: 'maria', namespace, rules});
    const admin = await openMover(cluster, namespace);
    await disableCalls(admin);
    await admin.close();
    return {
        cluster,
        installation,
        readUrl: async () => {
            const secret = await readObject<Secret>(cluster.api, {kind: 'secrets', namespace, name: 'db'});
            return Buffer.from(secret?.data['DB_CONNECTION_STRING'] ?? '', 'base64').toString('utf8');
        },
        close: async () => {
            await installation.remove();
            await cluster.stop();
        },
    };
}
