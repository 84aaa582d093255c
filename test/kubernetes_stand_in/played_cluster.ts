import {once} from 'node:events';
import {createServer} from 'node:http';
import type {IncomingMessage} from 'node:http';
import {setTimeout as delay} from 'node:timers/promises';
import {makeMattermostPrograms} from '../engine_stand_in/mattermost_programs.ts';
import {restartWorld} from '../mattermost/restart.ts';
import {startMattermost} from '../mattermost/server.ts';
import type {Mattermost, ServerOptions} from '../mattermost/server.ts';
import {serveWebApp} from '../mattermost/web_app.ts';
import {startOperator} from '../operator_stand_in/operator.ts';
import type {Operator} from '../operator_stand_in/operator.ts';
import {UPDATE_JOB} from '../operator_stand_in/update_job.ts';
import {EVERYTHING, nameObject, putObject} from './cluster_state.ts';
import type {ClusterObject, ClusterState} from './cluster_state.ts';
import {startControllers} from './controllers.ts';
import type {Node} from './node.ts';
import {encode, GROUP, makeSampleCluster} from './sample_installation.ts';
import {startApiServer} from './server.ts';
import type {ApiServer} from './server.ts';

export const STANDARD_IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';
export const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const OPERATOR_TOKEN = 'token-of-the-operator';
const STANDARD_ID = `sha256:${'a'.repeat(64)}`;
export const FIPS_ID = `sha256:${'f'.repeat(64)}`;

type Status = {readonly state?: string; readonly observedGeneration?: number};

/** A cluster that does what it is asked for: API server, operator, controllers, a node, and the server in its pods. */
export type PlayedCluster = {
    readonly state: ClusterState;
    readonly node: Node;
    readonly server: Mattermost;
    readonly operator: Operator;
    /** What is wrong with the web app of a FIPS build. */
    readonly faults: {fipsHasNoPage: boolean};
    readonly api: ApiServer;
    /** Ends the API server, connections and all: who comes is turned away, and the method noted. `revive` starts it again at the same address. */
    readonly kill: () => Promise<readonly string[]>;
    readonly revive: () => Promise<void>;
    readonly resource: () => ClusterObject & {readonly spec: Readonly<Record<string, unknown>>};
    /** The images of the server's pods; of others by their label `app`. */
    readonly pods: (app?: string) => readonly string[];
    /** The operator or its controllers have not done yet what the resource asks for. */
    readonly isMoving: () => boolean;
    readonly close: () => Promise<void>;
};

export type ClusterSetup = {
    readonly password: string;
    readonly pods: number;
    /** Fields of the resource besides. */
    readonly spec?: object;
    /** Where the database is on this machine; nowhere where it is not given. */
    readonly databasePort?: number;
    /** How the server differs from one that has nothing in the way of the move; `fallback` is asked before the web app. */
    readonly server?: ServerOptions;
    /** How long a pod takes to get ready, in milliseconds. */
    readonly startMs?: number;
};

/** What a move needs: nothing in its way, and no plugin that the FIPS image is without. */
const READY_SERVER: ServerOptions = {
    licence: 'enterprise',
    config: {
        PasswordSettings: {MinimumLength: 14},
        PluginSettings: {PluginStates: {'com.mattermost.calls': {Enable: false}}},
    },
};

/** An address where every connection ends without an answer, as at a load balancer with nobody behind it. The operator is not noted. */
async function startClosedDoor(port: number): Promise<{readonly knocks: readonly string[]; close(): Promise<void>}> {
    const knocks: string[] = [];
    const turnAway = ({method = '', headers, socket}: IncomingMessage) => {
        if (headers.authorization !== `Bearer ${OPERATOR_TOKEN}`) {
            knocks.push(method);
        }
        socket.destroy();
    };
    const door = createServer(turnAway).on('upgrade', turnAway);
    door.listen(port, '127.0.0.1');
    await once(door, 'listening');
    return {
        knocks,
        close: () => new Promise((resolve) => door.close(() => resolve())),
    };
}

/** Starts it with one installation, `chat/mm`, whose pods are ready. */
export async function startPlayedCluster({
    password,
    pods,
    spec = {},
    databasePort = 1,
    server: wanted = READY_SERVER,
    startMs = 0,
}: ClusterSetup): Promise<PlayedCluster> {
    const faults = {fipsHasNoPage: false};
    const isServed = () => !(faults.fipsHasNoPage && server.world.variant === 'fips');
    const server = await startMattermost({
        version: '11.7.2',
        ...wanted,
        fallback: async (request) => (await wanted.fallback?.(request)) ?? serveWebApp(request, isServed),
    });
    const state = makeSampleCluster([]);
    state.programs = makeMattermostPrograms(() => server.world);
    const node: Node = {
        startMs,
        images: new Map([
            [STANDARD_IMAGE, {id: STANDARD_ID, fate: 'ready'}],
            [FIPS_IMAGE, {id: FIPS_ID, fate: 'ready'}],
        ]),
        programs: (image) => makeMattermostPrograms(() => server.world, image === FIPS_IMAGE ? 'fips' : 'standard'),
        onServing: (image) =>
            server.serve(restartWorld(server.world, {variant: image === FIPS_IMAGE ? 'fips' : 'standard'})),
    };
    putObject(state, 'nodes', {
        metadata: {name: 'node-1'},
        status: {nodeInfo: {architecture: 'amd64'}, images: [{names: [FIPS_IMAGE]}, {names: [STANDARD_IMAGE]}]},
    });
    const databaseUrl = `postgres://mmuser:${password}@127.0.0.1:${databasePort}/mattermost?sslmode=disable`;
    putObject(state, 'secrets', {
        metadata: {name: 'db', namespace: 'chat'},
        data: {DB_CONNECTION_STRING: encode(databaseUrl)},
    });
    putObject(state, 'mattermosts', {
        apiVersion: `${GROUP}/v1beta1`,
        kind: 'Mattermost',
        metadata: {name: 'mm', namespace: 'chat', uid: 'uid-of-mm', generation: 1, resourceVersion: '1'},
        spec: {
            image: 'mattermost/mattermost-enterprise-edition',
            version: '11.7.2',
            replicas: pods,
            database: {external: {secret: 'db'}},
            mattermostEnv: [{name: 'MM_SERVICESETTINGS_LISTENADDRESS', value: `:${server.port}`}],
            ...spec,
        },
    });
    const api = await startApiServer(state);
    let serving: {readonly close: () => Promise<void>} = api;
    const port = Number(new URL(api.url).port);
    state.users.set(OPERATOR_TOKEN, {name: 'operator', rules: [EVERYTHING]});
    const operator = startOperator({url: api.url, token: OPERATOR_TOKEN});
    const controllers = startControllers(state, node);
    const listPods = (app = 'mattermost') =>
        [...state.objects]
            .filter(([key, {metadata}]) => key.startsWith('pods/chat/') && metadata.labels?.['app'] === app)
            .map(([, {spec}]) => (spec as {containers: readonly {image: string}[]}).containers[0]?.image ?? '');
    const findResource = () =>
        state.objects.get(nameObject('mattermosts', 'chat', 'mm')) as ReturnType<PlayedCluster['resource']>;
    while ((findResource()['status'] as Status | undefined)?.state !== 'stable') {
        await delay(20);
    }
    return {
        state,
        node,
        server,
        operator,
        faults,
        api,
        kill: async () => {
            await serving.close();
            const closed = await startClosedDoor(port);
            serving = closed;
            return closed.knocks;
        },
        revive: async () => {
            await serving.close();
            serving = await startApiServer(state, port);
        },
        resource: findResource,
        isMoving: () => {
            const isTrying = state.objects.has(nameObject('jobs', 'chat', UPDATE_JOB));
            if (isTrying || !state.objects.has(nameObject('mattermosts', 'chat', 'mm'))) {
                return isTrying;
            }
            const {spec, metadata, status} = findResource();
            const {state: said, observedGeneration} = (status ?? {}) as Status;
            const wanted = `${String(spec['image'])}:${String(spec['version'])}`;
            const images = listPods();
            const isThere = images.length === pods && images.every((image) => image === wanted);
            const isSaid = said === 'stable' && observedGeneration === metadata['generation'];
            const deployment = state.objects.get(nameObject('deployments', 'chat', 'mm'));
            const counted = (deployment?.['status'] ?? {}) as {
                readonly replicas?: number;
                readonly readyReplicas?: number;
            };
            return !isThere || !isSaid || counted.replicas !== pods || counted.readyReplicas !== pods;
        },
        pods: listPods,
        close: async () => {
            await operator.stop();
            await controllers.stop();
            await serving.close();
            await server.close();
        },
    };
}
