import {setTimeout as delay} from 'node:timers/promises';
import {makeApiClient} from '../kubernetes_client/client.ts';
import type {ApiClient} from '../kubernetes_client/client.ts';
import {createObject, mergeObject, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {EVERYTHING, makeClusterState} from '../kubernetes_stand_in/cluster_state.ts';
import type {ClusterState} from '../kubernetes_stand_in/cluster_state.ts';
import {startApiServer} from '../kubernetes_stand_in/server.ts';
import type {ApiServer} from '../kubernetes_stand_in/server.ts';
import {findServer} from './deployment.ts';
import type {Deployment} from './deployment.ts';
import {startOperator} from './operator.ts';
import {reconcile} from './reconcile.ts';
import type {Mattermost} from './resource.ts';
import {UPDATE_JOB} from './update_job.ts';

const TOKEN = 'operator';
const STANDARD = 'mattermost/mattermost-enterprise-edition';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
const SPEC = {image: STANDARD, version: '11.7.2', imagePullPolicy: 'IfNotPresent', replicas: 1};

describe('the operator, one look at a time', () => {
    let state: ClusterState;
    let server: ApiServer;
    let api: ApiClient;
    beforeEach(async () => {
        state = makeClusterState();
        state.users.set(TOKEN, {name: 'operator', rules: [EVERYTHING]});
        server = await startApiServer(state);
        api = makeApiClient({url: server.url, token: TOKEN});
    });
    afterEach(() => server.close());

    const place = (name = 'mm') => ({kind: 'mattermosts', namespace: 'chat', name}) as const;
    const make = (spec: Mattermost['spec'], name = 'mm') =>
        createObject(api, {kind: 'mattermosts', namespace: 'chat'}, {metadata: {name}, spec});
    const change = (spec: Mattermost['spec'], name = 'mm') => mergeObject(api, place(name), {spec});
    const read = async (name = 'mm'): Promise<Mattermost> => {
        const resource = await readObject<Mattermost>(api, place(name));
        if (!resource) {
            throw new Error(`no resource ${name}`);
        }
        return resource;
    };
    const look = async (name = 'mm') => reconcile(api, await read(name));
    const imageOf = async (name = 'mm') => {
        const deployment = await readObject<Deployment>(api, {...place(name), kind: 'deployments'});
        return deployment && findServer(deployment.spec.template.spec)?.image;
    };
    const readJob = () => readObject(api, {kind: 'jobs', namespace: 'chat', name: UPDATE_JOB});
    const endJob = (status: object) =>
        mergeObject<KubernetesObject>(
            api,
            {kind: 'jobs', namespace: 'chat', name: UPDATE_JOB, subresource: 'status'},
            {status},
        );
    const COMPLETED = {completionTime: '2026-11-23T07:18:31Z', succeeded: 1};

    test('an empty spec is filled in, in the live resource', async () => {
        await make({});
        await look();
        expect((await read()).spec).toMatchObject({
            image: STANDARD,
            version: '10.8.1',
            imagePullPolicy: 'IfNotPresent',
        });
        expect(await imageOf()).toBe(`${STANDARD}:10.8.1`);
    });

    test.each([
        ['sha256:abc', `${STANDARD}@sha256:abc`],
        ['11.7.2@sha256:abc', `${STANDARD}:11.7.2@sha256:abc`],
    ])('the version %s makes the image %s', async (version, image) => {
        await make({...SPEC, version});
        await look();
        expect(await imageOf()).toBe(image);
    });

    test('the resource’s own patch wins over its image, and the status says that it was applied', async () => {
        const patch = [{op: 'replace', path: '/spec/template/spec/containers/0/image', value: `${STANDARD}:pinned`}];
        await make({...SPEC, resourcePatch: {deployment: {patch: JSON.stringify(patch)}}});
        await look();
        await change({...SPEC, image: FIPS});
        await look();
        expect(await imageOf()).toBe(`${STANDARD}:pinned`);
        expect(await readJob()).toBeUndefined();
        expect((await read()).status).toMatchObject({resourcePatch: {deploymentPatch: {applied: true}}});
    });

    test('a patch that does not fit is left out, and the status says so', async () => {
        const patch = [{op: 'remove', path: '/spec/template/spec/containers/7'}];
        await make({...SPEC, resourcePatch: {deployment: {patch: JSON.stringify(patch)}}});
        await look();
        expect(await imageOf()).toBe(`${STANDARD}:11.7.2`);
        expect((await read()).status?.resourcePatch).toMatchObject({
            deploymentPatch: {applied: false, error: expect.stringMatching(/^failed to apply patch to Deployment/)},
        });
    });

    test('a Job that completed after a failed attempt counts as failed, and is started again', async () => {
        await make(SPEC);
        await look();
        await change({...SPEC, image: FIPS});
        await look();
        await endJob({...COMPLETED, failed: 1});
        await look();
        expect(await imageOf()).toBe(`${STANDARD}:11.7.2`);
        expect((await read()).status).toMatchObject({
            state: 'reconciling',
            error: 'failed to update mattermost deployment: update image job failed',
        });
        expect(await readJob()).toBeUndefined();
        await look();
        expect(await readJob()).toBeDefined();
        await endJob(COMPLETED);
        await look();
        expect(await imageOf()).toBe(`${FIPS}:11.7.2`);
        expect((await read()).status).not.toHaveProperty('error');
    });

    test('without an update Job a new image goes out unverified', async () => {
        await make({...SPEC, updateJob: {disabled: true}});
        await look();
        await change({...SPEC, image: FIPS});
        await look();
        expect(await imageOf()).toBe(`${FIPS}:11.7.2`);
        expect(await readJob()).toBeUndefined();
    });

    test('two resources of a namespace take the Job from each other', async () => {
        await make(SPEC);
        await make(SPEC, 'other');
        await look();
        await look('other');
        await change({...SPEC, image: FIPS});
        await change({...SPEC, image: FIPS, version: '11.6.0'}, 'other');
        await look();
        const first = (await readJob())?.metadata.uid;
        await look('other');
        expect((await readJob())?.metadata.uid).not.toBe(first);
    });

    test('variables of the resource replace the operator’s own, and a change of them needs no Job', async () => {
        await make(SPEC);
        await look();
        await change({...SPEC, mattermostEnv: [{name: 'MM_INSTALL_TYPE', value: 'mine'}]});
        await look();
        const deployment = await readObject<Deployment>(api, {...place(), kind: 'deployments'});
        const values = deployment && findServer(deployment.spec.template.spec)?.env;
        expect(values?.filter(({name}) => name === 'MM_INSTALL_TYPE')).toEqual([
            {name: 'MM_INSTALL_TYPE', value: 'mine'},
        ]);
        expect(await readJob()).toBeUndefined();
    });

    test('a paused operator leaves a change alone until it is resumed', async () => {
        const login = {url: server.url, token: TOKEN};
        const [paused, other] = [
            startOperator({...login, namespace: 'chat'}),
            startOperator({...login, namespace: 'busy'}),
        ];
        try {
            await paused.pause();
            await make(SPEC);
            // Another one takes several looks meanwhile.
            for (const name of ['one', 'two', 'three']) {
                await createObject(api, {kind: 'mattermosts', namespace: 'busy'}, {metadata: {name}, spec: SPEC});
                await until(() => state.objects.has(`deployments/busy/${name}`));
            }
            expect(await imageOf()).toBeUndefined();
            paused.resume();
            await until(() => state.objects.has('deployments/chat/mm'));
        } finally {
            await Promise.all([paused.stop(), other.stop()]);
        }
    });
});

async function until(isReached: () => boolean): Promise<void> {
    while (!isReached()) {
        await delay(5);
    }
}
