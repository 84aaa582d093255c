import {createObject, deleteObject, readObject} from '../kubernetes_client/objects.ts';
import {startOperator} from '../operator_stand_in/operator.ts';
import type {Operator} from '../operator_stand_in/operator.ts';
import type {Mattermost, Status} from '../operator_stand_in/resource.ts';
import type {Cluster} from './cluster.ts';
import {startDatabase} from './database_pod.ts';
import {makeFileStore} from './file_store.ts';
import {waitFor} from './wait_for.ts';

/** A `Mattermost` resource with its database, file store and running pods, in a namespace of its own. */
export type Installation = {
    readonly namespace: string;
    readonly name: string;
    /** Looks after this installation alone. */
    readonly operator: Operator;
    /** Holds the password. */
    readonly databaseUrl: string;
    readonly read: () => Promise<Mattermost>;
    /** Waits until the operator says what `isReached` looks for; the error tells the last status. */
    readonly waitForStatus: (
        what: string,
        isReached: (status: Status, resource: Mattermost) => boolean,
    ) => Promise<void>;
    /** Ends the operator and deletes the namespace; what is in it goes within half a minute. */
    readonly remove: () => Promise<void>;
};

export type InstallationOptions = {
    readonly namespace: string;
    readonly name: string;
    /** Of the database; may stand in a URL as it is. */
    readonly password: string;
    /** Default 1. */
    readonly replicas?: number;
    /** Fields of the resource's spec besides, or in place of, those made here. */
    readonly spec?: Mattermost['spec'];
};

/** Pods of a busy machine take their time. */
const TIMEOUT_MS = 240_000;

/** The stand-in keeps configuration and state in files, where the real server uses the database: they outlive a pod in the file store. */
const STATE_FOLDER = {name: 'STAND_IN_ROOT', value: '/mattermost/data/root'};

/** Makes an installation, starts an operator stand-in for its namespace, and waits until that says that it is stable. */
export async function createInstallation(
    {api, folder, login}: Cluster,
    {namespace, name, password, replicas = 1, spec}: InstallationOptions,
): Promise<Installation> {
    await createObject(api, {kind: 'namespaces'}, {metadata: {name: namespace}});
    // Without it no pod is let in.
    await waitFor('The service account of the namespace', TIMEOUT_MS, () =>
        readObject(api, {kind: 'serviceaccounts', namespace, name: 'default'}),
    );
    const [databaseUrl] = await Promise.all([
        startDatabase(api, namespace, password),
        makeFileStore(api, folder, {namespace, name}),
    ]);
    await createObject(
        api,
        {kind: 'secrets', namespace},
        {
            metadata: {name: 'db'},
            stringData: {DB_CONNECTION_STRING: databaseUrl},
        },
    );
    const {mattermostEnv = [], ...others} = spec ?? {};
    await createObject(
        api,
        {kind: 'mattermosts', namespace},
        {
            apiVersion: 'installation.mattermost.com/v1beta1',
            kind: 'Mattermost',
            metadata: {name},
            spec: {
                image: 'mattermost/mattermost-enterprise-edition',
                version: '11.7.2',
                replicas,
                database: {external: {secret: 'db'}, disableReadinessCheck: true},
                fileStore: {local: {enabled: true, storageSize: '1Gi'}},
                ingress: {enabled: true, host: `${name}.example.com`},
                scheduling: {resources: {requests: {cpu: '10m', memory: '64Mi'}}},
                probes: {
                    readinessProbe: {initialDelaySeconds: 1, periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 60},
                },
                ...others,
                mattermostEnv: [STATE_FOLDER, ...mattermostEnv],
            },
        },
    );

    const place = {kind: 'mattermosts', namespace, name} as const;
    const read = async (): Promise<Mattermost> => {
        const resource = await readObject<Mattermost>(api, place);
        if (!resource) {
            throw new Error(`There is no Mattermost resource ${namespace}/${name}.`);
        }
        return resource;
    };
    const waitForStatus: Installation['waitForStatus'] = async (what, isReached) => {
        const ask = async () => {
            const resource = await read();
            return isReached(resource.status ?? {}, resource) ? true : undefined;
        };
        await waitFor(what, TIMEOUT_MS, ask, async () => (await read()).status);
    };
    const operator = startOperator({...login('operator'), namespace});
    try {
        await waitForStatus('The installation is stable', ({state}) => state === 'stable');
    } catch (error) {
        await operator.stop();
        throw error;
    }
    return {
        namespace,
        name,
        operator,
        databaseUrl,
        read,
        waitForStatus,
        remove: async () => {
            await operator.stop();
            await deleteObject(api, {kind: 'namespaces', name: namespace});
            await deleteObject(api, {kind: 'persistentvolumes', name: `${namespace}-${name}`});
        },
    };
}
