import type {ApiClient} from '../kubernetes_client/client.ts';
import {createObject, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {waitFor} from './wait_for.ts';

const NAME = 'postgres';
const USER = 'mmuser';
const DATABASE = 'mattermost';
const TIMEOUT_MS = 180_000;

type Pod = KubernetesObject & {
    readonly status?: {
        readonly podIP?: string;
        readonly conditions?: readonly {readonly type: string; readonly status: string}[];
    };
};

/** Runs a PostgreSQL in a pod and waits until it answers. Gives its data source, by address: the cluster has no DNS. */
export async function startDatabase(api: ApiClient, namespace: string, password: string): Promise<string> {
    await createObject(api, {kind: 'secrets', namespace}, {metadata: {name: NAME}, stringData: {password}});
    await createObject(
        api,
        {kind: 'pods', namespace},
        {
            metadata: {name: NAME, labels: {app: NAME}},
            spec: {
                automountServiceAccountToken: false,
                terminationGracePeriodSeconds: 1,
                containers: [
                    {
                        name: NAME,
                        image: 'postgres:15',
                        env: [
                            {name: 'POSTGRES_USER', value: USER},
                            {name: 'POSTGRES_DB', value: DATABASE},
                            {name: 'POSTGRES_PASSWORD', valueFrom: {secretKeyRef: {name: NAME, key: 'password'}}},
                        ],
                        // During its first start the server listens on its socket only.
                        readinessProbe: {tcpSocket: {port: 5432}, periodSeconds: 1, failureThreshold: 120},
                    },
                ],
            },
        },
    );
    const find = () => readObject<Pod>(api, {kind: 'pods', namespace, name: NAME});
    const address = await waitFor(
        'The database answers',
        TIMEOUT_MS,
        async () => {
            const status = (await find())?.status;
            const isReady = status?.conditions?.some(({type, status: is}) => type === 'Ready' && is === 'True');
            return isReady === true ? status?.podIP : undefined;
        },
        async () => (await find())?.status,
    );
    return `postgres://${USER}:${password}@${address}:5432/${DATABASE}?sslmode=disable`;
}
