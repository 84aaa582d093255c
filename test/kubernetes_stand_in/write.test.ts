import {putObject} from './cluster_state.ts';
import type {ClusterObject, ClusterState} from './cluster_state.ts';
import {startControllers} from './controllers.ts';
import {ADMIN_TOKEN, makeSampleCluster} from './sample_installation.ts';
import {startApiServer} from './server.ts';
import type {ApiServer} from './server.ts';

const LEASES = '/apis/coordination.k8s.io/v1/namespaces/chat/leases';
const MATTERMOST = '/apis/installation.mattermost.com/v1beta1/namespaces/chat/mattermosts/mm';

describe('what is written to the stand-in’s API server', () => {
    let state: ClusterState;
    let api: ApiServer;
    beforeEach(async () => {
        state = makeSampleCluster([{namespace: 'chat', name: 'mm', databaseUrl: 'postgres://x:y@db/m'}]);
        api = await startApiServer(state);
    });
    afterEach(() => api.close());

    const send = async (method: string, path: string, body?: object, contentType = 'application/json') => {
        const answer = await fetch(`${api.url}${path}`, {
            method,
            headers: {Authorization: `Bearer ${ADMIN_TOKEN}`, 'Content-Type': contentType},
            ...(body && {body: JSON.stringify(body)}),
        });
        return {status: answer.status, body: (await answer.json()) as ClusterObject};
    };
    const patch = (body: object, path = MATTERMOST) => send('PATCH', path, body, 'application/json-patch+json');
    const merge = (body: object, path = MATTERMOST) => send('PATCH', path, body, 'application/merge-patch+json');

    test('a name is given once; the object has an id, a generation and a version', async () => {
        const first = await send('POST', LEASES, {metadata: {name: 'one'}, spec: {holderIdentity: 'a'}});
        expect(first).toMatchObject({status: 201, body: {kind: 'Lease', metadata: {namespace: 'chat', generation: 1}}});
        expect(first.body.metadata['uid']).toMatch(/^[0-9a-f-]{36}$/);
        expect(await send('POST', LEASES, {metadata: {name: 'one'}})).toMatchObject({
            status: 409,
            body: {reason: 'AlreadyExists'},
        });
    });

    test('a change of the spec is a new generation, a change of the status is none, and neither writes the other', async () => {
        const changed = await patch([{op: 'replace', path: '/spec/version', value: '11.7.3'}]);
        expect(changed).toMatchObject({status: 200, body: {metadata: {generation: 2}, spec: {version: '11.7.3'}}});
        const status = await merge({status: {state: 'reconciling'}, spec: {version: 'x'}}, `${MATTERMOST}/status`);
        expect(status.body).toMatchObject({
            metadata: {generation: 2},
            spec: {version: '11.7.3'},
            status: {state: 'reconciling', replicas: 1},
        });
        expect((await merge({status: {state: 'stable'}})).body).toMatchObject({status: {state: 'reconciling'}});
    });

    test('a dry run answers the same and keeps nothing', async () => {
        const tried = await patch([{op: 'replace', path: '/spec/version', value: '12'}], `${MATTERMOST}?dryRun=All`);
        expect(tried).toMatchObject({status: 200, body: {spec: {version: '12'}}});
        expect((await send('GET', MATTERMOST)).body).toMatchObject({spec: {version: '11.7.2'}});
    });

    test('what was changed since it was read is a conflict; what a policy refuses is invalid', async () => {
        expect((await merge({metadata: {resourceVersion: '1'}, spec: {version: '12'}})).status).toBe(409);
        state.admit = () => 'ValidatingAdmissionPolicy denied request';
        expect((await merge({spec: {version: '12'}})).status).toBe(422);
        expect((await send('GET', MATTERMOST)).body).toMatchObject({spec: {version: '11.7.2'}});
    });

    test('a deletion takes what it owns with it, and only the object that was meant', async () => {
        await send('POST', LEASES, {metadata: {name: 'one'}});
        const {uid} = (await send('GET', `${LEASES}/one`)).body.metadata;
        putObject(state, 'pods', {metadata: {name: 'p', namespace: 'chat', ownerReferences: [{uid}]}});
        expect((await send('DELETE', `${LEASES}/one`, {preconditions: {uid: 'other'}})).status).toBe(409);
        expect((await send('DELETE', `${LEASES}/one`, {preconditions: {uid}})).status).toBe(200);
        expect((await send('GET', `${LEASES}/one`)).status).toBe(404);
        expect(state.objects.has('pods/chat/p')).toBe(false);
        expect((await send('DELETE', `${LEASES}/one`)).status).toBe(404);
    });

    test('what is made for a resource that is gone by then does not stay', async () => {
        const put = (name: string, uid: string) => {
            const metadata = {name, namespace: 'chat', ownerReferences: [{kind: 'Mattermost', name: 'mm', uid}]};
            putObject(state, 'services', {metadata});
        };
        put('of-the-former', 'former-uid');
        put('of-this', 'resource-chat-mm');
        const controllers = startControllers(state, {images: new Map()});
        await controllers.stop();
        const services = [...state.objects.keys()].filter((key) => key.startsWith('services/'));
        expect(services).toEqual(['services/chat/of-this']);
    });
});
