import type {ClusterDesk} from './cluster_desk.ts';
import {EVERYTHING, nameObject, putObject, removeOwned} from './cluster_state.ts';
import {FIPS_ID, FIPS_IMAGE, STANDARD_IMAGE} from './played_cluster.ts';
import {ADMIN_TOKEN, encode} from './sample_installation.ts';

export const THEIR_VERSION = '11.7.1';
export const THEIR_URL = 'postgres://theirs:their-own-password@db.example:5432/mattermost';
const OTHER_RUN = 'c'.repeat(32);
const NEW_TOKEN = 'token-after-the-rotation';
/** An operator that takes seconds for each look. */
const SLOW_LOOK_MS = 1_500;

/** What a fault does, and what ends it once the run has met it. */
export type Disturbance = (
    desk: ClusterDesk,
) => Promise<{readonly isMet: () => boolean; readonly end: () => void | Promise<void>} | undefined>;

const countCalls = ({cluster}: ClusterDesk, pattern: RegExp) =>
    cluster.state.calls.filter((call) => pattern.test(call)).length;
/** Somebody else changes fields of the resource. */
export const edit = ({cluster: {state, resource}}: ClusterDesk, spec: object) => {
    const {metadata, ...others} = resource();
    state.version += 1;
    putObject(state, 'mattermosts', {
        ...others,
        spec: {...others.spec, ...spec},
        metadata: {
            ...metadata,
            generation: Number(metadata['generation']) + 1,
            resourceVersion: String(state.version),
        },
    });
};
const putSecret = ({cluster: {state}}: ClusterDesk, more: Readonly<Record<string, string>>) => {
    const before = state.objects.get(nameObject('secrets', 'chat', 'db'))?.['data'] as object;
    putObject(state, 'secrets', {metadata: {name: 'db', namespace: 'chat'}, data: {...before, ...more}});
};
/** The resource, and with it what belongs to it. */
const remove = ({state, resource}: ClusterDesk['cluster']) => {
    const {name, namespace = '', uid} = resource().metadata;
    state.objects.delete(nameObject('mattermosts', namespace, name));
    removeOwned(state, (owner) => owner.uid === uid);
};
export const LEASE = nameObject('leases', 'chat', 'fips-readiness-mm');

const NOTHING_MORE = Promise.resolve(undefined);
/** What may happen to a run between two steps. */
export const FAULTS = {
    api_killed: async ({cluster}) => {
        const knocks = await cluster.kill();
        // A step that changes something notes first how far it is; others only look, and so does what watches for an outage.
        const isMet = () => knocks.includes('PATCH') || knocks.length > 4;
        return {isMet, end: () => cluster.revive()};
    },
    lists_broken_off: ({cluster: {state}}) => {
        state.listsBrokenOff.set(ADMIN_TOKEN, 3);
        return NOTHING_MORE;
    },
    operator_gone: async (desk) => {
        await desk.cluster.operator.pause();
        const before = countCalls(desk, /\/pods\?/);
        return {isMet: () => countCalls(desk, /\/pods\?/) > before + 4, end: () => desk.cluster.operator.resume()};
    },
    operator_slow: ({cluster}) => {
        cluster.operator.pace(SLOW_LOOK_MS);
        return NOTHING_MORE;
    },
    operator_crashing: (desk) => {
        const {state, operator} = desk.cluster;
        let callsBefore: number | undefined;
        // It is through with its Job, and dies before its Deployment is changed.
        state.admit = (object, isDryRun) => {
            if (object['kind'] !== 'Deployment' || isDryRun) {
                return undefined;
            }
            delete state.admit;
            void operator.pause();
            callsBefore = countCalls(desk, /\/pods\?/);
            return 'nobody is there to hear it';
        };
        const isMet = () => callsBefore !== undefined && countCalls(desk, /\/pods\?/) > callsBefore + 4;
        return Promise.resolve({isMet, end: () => operator.resume()});
    },
    database_gone: ({database}) => {
        let asked = 0;
        const isAway = {
            get: () => {
                asked += 1;
                return false;
            },
        };
        Object.defineProperty(database, 'isRunning', {configurable: true, ...isAway});
        const end = () => void Object.defineProperty(database, 'isRunning', {value: true, writable: true});
        return Promise.resolve({isMet: () => asked > 0, end});
    },
    image_pinned: (desk) => {
        const patch = [{op: 'replace', path: '/spec/template/spec/containers/0/image', value: STANDARD_IMAGE}];
        edit(desk, {resourcePatch: {deployment: {patch: JSON.stringify(patch)}}});
        return NOTHING_MORE;
    },
    version_edited: (desk) => {
        for (const [name, image] of [...desk.cluster.node.images]) {
            desk.cluster.node.images.set(name.replace(/:.*/, `:${THEIR_VERSION}`), image);
        }
        edit(desk, {version: THEIR_VERSION});
        return NOTHING_MORE;
    },
    secret_key_added: (desk) => {
        putSecret(desk, {THEIRS: encode('their own')});
        return NOTHING_MORE;
    },
    secret_edited: (desk) => {
        putSecret(desk, {DB_CONNECTION_STRING: encode(THEIR_URL)});
        return NOTHING_MORE;
    },
    resource_recreated: ({cluster}) => {
        const {state} = cluster;
        const {metadata, ...others} = cluster.resource();
        remove(cluster);
        putObject(state, 'mattermosts', {
            ...others,
            metadata: {...metadata, uid: 'another-uid', generation: 1},
            spec: {...others.spec, image: STANDARD_IMAGE.split(':')[0]},
            status: undefined,
        });
        return NOTHING_MORE;
    },
    resource_deleted: ({cluster}) => {
        remove(cluster);
        for (const key of cluster.state.objects.keys()) {
            if (key.startsWith('pods/chat/')) {
                cluster.state.objects.delete(key);
            }
        }
        return NOTHING_MORE;
    },
    pods_failing: ({cluster: {node}}) => {
        node.images.set(FIPS_IMAGE, {id: FIPS_ID, fate: 'crashes'});
        return NOTHING_MORE;
    },
    lease_taken: ({cluster: {state}}) => {
        putObject(state, 'leases', {
            metadata: {name: 'fips-readiness-mm', namespace: 'chat', uid: 'their-lease', annotations: {}},
            spec: {holderIdentity: OTHER_RUN},
        });
        return NOTHING_MORE;
    },
    lease_deleted: ({cluster: {state}}) => {
        state.objects.delete(LEASE);
        return NOTHING_MORE;
    },
    right_withdrawn: ({cluster: {state}}) => {
        const verbs = ['get', 'list', 'create', 'delete'];
        state.users.set(ADMIN_TOKEN, {name: 'maria', rules: [{...EVERYTHING, verbs}]});
        return NOTHING_MORE;
    },
    token_rotated: async ({cluster, folder}) => {
        const {state} = cluster;
        const user = state.users.get(ADMIN_TOKEN);
        if (user) {
            state.users.set(NEW_TOKEN, user);
        }
        await cluster.api.writeKubeconfig(`${folder}/kubeconfig`, {token: NEW_TOKEN});
        state.users.delete(ADMIN_TOKEN);
        return undefined;
    },
} satisfies Readonly<Record<string, Disturbance>>;
export type Fault = keyof typeof FAULTS;
