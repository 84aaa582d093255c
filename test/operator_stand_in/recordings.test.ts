import {isDeepStrictEqual} from 'node:util';
import {makeApiClient} from '../kubernetes_client/client.ts';
import type {ApiClient} from '../kubernetes_client/client.ts';
import {listObjects, mergeObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {EVERYTHING, makeClusterState, nameObject, putObject} from '../kubernetes_stand_in/cluster_state.ts';
import type {ClusterObject, ClusterState} from '../kubernetes_stand_in/cluster_state.ts';
import {startApiServer} from '../kubernetes_stand_in/server.ts';
import type {ApiServer} from '../kubernetes_stand_in/server.ts';
import {reconcile} from './reconcile.ts';
import {readRecording} from './recording.ts';
import type {WatchEvent} from './recording.ts';
import type {Mattermost, Status} from './resource.ts';
import {UPDATE_JOB} from './update_job.ts';

const TOKEN = 'operator';

/** The operator's part is played again; what the cluster's own controllers did is taken from the recording. */
describe('what the real operator did, event by event', () => {
    let state: ClusterState;
    let server: ApiServer;
    let api: ApiClient;
    let statuses: Status[];
    beforeEach(async () => {
        state = makeClusterState();
        state.users.set(TOKEN, {name: 'operator', rules: [EVERYTHING]});
        server = await startApiServer(state);
        api = makeApiClient({url: server.url, token: TOKEN});
        statuses = [];
    });
    afterEach(() => server.close());

    const note = (status: Status): void => {
        if (!isDeepStrictEqual(status, statuses.at(-1))) {
            statuses.push(status);
        }
    };
    const look = async (): Promise<void> => {
        for (const resource of await listObjects<Mattermost>(api, {kind: 'mattermosts'})) {
            note(resource.status ?? {});
            await reconcile(api, resource);
        }
        for (const {status} of await listObjects<Mattermost>(api, {kind: 'mattermosts'})) {
            note(status ?? {});
        }
    };
    /** The status of an object the operator made, as the controllers wrote it; the generation too, which they answer to. */
    const writeStatus = (kind: string, {metadata, status}: WatchEvent['object']): void => {
        const key = nameObject(kind, metadata.namespace ?? '', metadata.name);
        const own = state.objects.get(key);
        if (own) {
            const generation = metadata.generation ?? own.metadata['generation'];
            state.objects.set(key, {...own, metadata: {...own.metadata, generation}, status});
        }
    };
    const play = async ({kind, type, object}: WatchEvent): Promise<void> => {
        const {namespace, name} = object.metadata;
        if (kind === 'mattermosts') {
            const {spec} = object;
            await mergeObject<KubernetesObject>(api, {kind, namespace, name}, {spec});
        } else if (kind === 'pods' && type === 'DELETED') {
            state.objects.delete(nameObject(kind, namespace ?? '', name));
        } else if (kind === 'pods') {
            putObject(state, kind, object as ClusterObject);
        } else if (kind === 'deployments' || kind === 'jobs') {
            writeStatus(kind, object);
        }
    };
    const replay = async (name: string): Promise<void> => {
        const events = readRecording(name);
        for (const {kind, object} of events.filter(({type}) => type === 'INITIAL')) {
            putObject(state, kind, kind === 'mattermosts' ? withIds(object) : (object as ClusterObject));
        }
        await makeOwnDeployment(events);
        for (const event of events.filter(({type}) => type !== 'INITIAL')) {
            await play(event);
            await look();
        }
    };
    /** What the operator had made before the recording. */
    const makeOwnDeployment = async (events: readonly WatchEvent[]): Promise<void> => {
        const recorded = events.find(({kind}) => kind === 'deployments');
        for (const key of [...state.objects.keys()].filter((one) => one.startsWith('deployments/'))) {
            state.objects.delete(key);
        }
        await look();
        statuses = [];
        if (recorded) {
            writeStatus('deployments', recorded.object);
        }
        await look();
        statuses = statuses.slice(-1);
    };
    const recordedStatuses = (name: string): readonly Status[] =>
        readRecording(name)
            .filter(({kind}) => kind === 'mattermosts')
            .map(({object}) => object.status as Status)
            .filter((status, index, all) => !isDeepStrictEqual(status, all[index - 1]));

    test('a swap: the check first, then the Deployment, and each status of the real one', async () => {
        await replay('pods-swap-to-fips.jsonl');
        expect(statuses).toEqual(recordedStatuses('pods-swap-to-fips.jsonl'));
        expect(statuses.map(({state: one}) => one)).toEqual([
            'stable',
            ...['reconciling', 'reconciling', 'reconciling', 'reconciling'],
            'ready',
            'stable',
        ]);
        expect(state.objects.has(nameObject('jobs', 'real', UPDATE_JOB))).toBe(false);
    });

    test.each([
        ['a swap', 'swap-to-fips.jsonl', 'mattermost/mattermost-enterprise-fips-edition:11.6.0'],
        ['its way back', 'rollback-to-standard.jsonl', 'mattermost/mattermost-enterprise-edition:11.6.0'],
    ])(
        '%s of two pods: ready with one of them, with three and with four, before it is stable',
        async (_name, file, image) => {
            await replay(file);
            // Here each event is looked at by itself; the real one writes less often, and nothing else.
            let next = 0;
            const recorded = recordedStatuses(file);
            for (const status of statuses) {
                next += isDeepStrictEqual(status, recorded[next]) ? 1 : 0;
            }
            expect(recorded.slice(next)).toEqual([]);
            const between = statuses.filter((one) => !recorded.some((real) => isDeepStrictEqual(real, one)));
            expect(between.filter((one) => one.state !== 'ready' && one.state !== 'reconciling')).toEqual([]);
            const ready = statuses.filter((one) => one.state === 'ready').map(({replicas}) => replicas);
            expect(new Set(ready).size).toBeGreaterThan(1);
            expect(state.objects.has(nameObject('jobs', 'mm', UPDATE_JOB))).toBe(false);
            expect(state.objects.get(nameObject('deployments', 'mm', 'chat'))).toMatchObject({
                spec: {template: {spec: {containers: [{image}]}}},
            });
        },
    );

    test('a missing image: reconciling without end; with the image patched back it is stable at once, and the Job stays', async () => {
        await replay('pods-missing-image-then-back.jsonl');
        expect(statuses).toEqual(recordedStatuses('pods-missing-image-then-back.jsonl'));
        expect(statuses.map(({state: one}) => one)).toEqual(['stable', 'reconciling', 'stable']);
        expect(state.objects.get(nameObject('jobs', 'real', UPDATE_JOB))).toMatchObject({
            spec: {backoffLimit: 10, template: {spec: {containers: [{image: expect.stringMatching(/:99\.0\.0$/)}]}}},
        });
    });

    test('settings the new image refuses: the old Job gives way to a new one, and the Deployment is left alone', async () => {
        await replay('pods-invalid-config-then-back.jsonl');
        expect(statuses).toEqual(recordedStatuses('pods-invalid-config-then-back.jsonl'));
        expect(state.objects.get(nameObject('jobs', 'real', UPDATE_JOB))).toMatchObject({
            spec: {template: {spec: {containers: [{image: 'mattermost/mattermost-enterprise-edition:11.6.0'}]}}},
        });
        expect(state.objects.get(nameObject('deployments', 'real', 'chat'))).toMatchObject({
            spec: {template: {spec: {containers: [{image: expect.stringMatching(/-fips-edition:11\.6\.0$/)}]}}},
        });
    });
});

function withIds(object: KubernetesObject): ClusterObject {
    return {...object, metadata: {...object.metadata, resourceVersion: '1'}} as ClusterObject;
}
