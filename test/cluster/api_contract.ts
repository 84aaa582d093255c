import {makeApiClient} from '../kubernetes_client/client.ts';
import type {ApiAnswer, ApiClient, ApiLogin} from '../kubernetes_client/client.ts';
import {createObject, printPath} from '../kubernetes_client/objects.ts';
import type {Place} from '../kubernetes_client/objects.ts';

/** An API server with the operator's resource, and no operator that looks at `namespace`. */
export type ApiSubject = {
    /** A namespace that is there and has none of what the contract makes. */
    readonly namespace: string;
    /** May do everything. */
    readonly admin: ApiLogin;
    /** May get and list the `mattermosts` of the namespace, and nothing else. `name` is theirs in refusals. */
    readonly reader: ApiLogin & {readonly name: string};
    readonly close: () => Promise<void>;
};

const GROUP = 'installation.mattermost.com';
const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const APPLY_PATCH = 'application/apply-patch+yaml';
const NAMES = ['one', 'two', 'three', 'four', 'five'] as const;

type Body = {
    readonly metadata: {
        readonly name: string;
        readonly uid: string;
        readonly generation: number;
        readonly resourceVersion: string;
        readonly continue?: string;
    };
    readonly items: readonly Body[];
    readonly [other: string]: unknown;
};

const bodyOf = ({body}: ApiAnswer): Body => body as Body;

/** What the agent and the operator stand-in rely on in a Kubernetes API, asked of any of them. */
export function describeApiContract(name: string, open: () => Promise<ApiSubject>, timeoutMs: number): void {
    describe(`the API contract: ${name}`, () => {
        let subject: ApiSubject;
        let ask: ApiClient;
        let askAsReader: ApiClient;
        beforeAll(async () => {
            subject = await open();
            ask = makeApiClient(subject.admin);
            askAsReader = makeApiClient(subject.reader);
            const {namespace} = subject;
            for (const one of NAMES) {
                const labels = {app: 'contract', half: NAMES.indexOf(one) < 2 ? 'first' : 'second'};
                await createObject(ask, {kind: 'secrets', namespace}, {metadata: {name: one, labels}});
            }
            await createObject(
                ask,
                {kind: 'mattermosts', namespace},
                {
                    apiVersion: `${GROUP}/v1beta1`,
                    kind: 'Mattermost',
                    metadata: {name: 'mm'},
                    spec: {image: 'a', version: '1', replicas: 1},
                },
            );
        }, timeoutMs);
        afterAll(() => subject.close(), timeoutMs);

        const at = (place: Place) => printPath({namespace: subject.namespace, ...place});
        const create = (place: Place, body: object, query = '') =>
            ask({method: 'POST', path: `${at(place)}${query}`, body});
        const get = (place: Place) => ask({path: at(place)});
        const patch = (place: Place, body: object, contentType: string, query = '') =>
            ask({method: 'PATCH', path: `${at(place)}${query}`, body, contentType});
        const remove = (place: Place, body?: object) => ask({method: 'DELETE', path: at(place), body});
        const MM = {kind: 'mattermosts', name: 'mm'} as const;
        const LEASES = {kind: 'leases'} as const;

        describe('server-side apply', () => {
            const APPLIED = {kind: 'secrets', name: 'applied'} as const;
            const object = (data: object) => ({
                apiVersion: 'v1',
                kind: 'Secret',
                metadata: {name: 'applied', namespace: subject.namespace, labels: {by: 'contract'}},
                data,
            });
            const apply = (data: object, query = '') =>
                patch(APPLIED, object(data), APPLY_PATCH, `?fieldManager=contract&force=true${query}`);

            test('creates what is not there, tries without a trace, and keeps what others have added', async () => {
                expect(await apply({one: 'YQ=='}, '&dryRun=All')).toMatchObject({body: {data: {one: 'YQ=='}}});
                expect(await get(APPLIED)).toMatchObject({status: 404});
                const made = await apply({one: 'YQ=='});
                expect(made).toMatchObject({
                    status: 201,
                    body: {data: {one: 'YQ=='}, metadata: {labels: {by: 'contract'}}},
                });
                const version = bodyOf(made).metadata.resourceVersion;
                expect(bodyOf(await apply({one: 'YQ=='})).metadata.resourceVersion).toBe(version);
                await patch(APPLIED, {metadata: {labels: {other: 'x'}}, data: {two: 'Yg=='}}, MERGE_PATCH);
                expect(await apply({one: 'Yw=='})).toMatchObject({
                    status: 200,
                    body: {data: {one: 'Yw==', two: 'Yg=='}, metadata: {labels: {by: 'contract', other: 'x'}}},
                });
            });

            test('no right to patch -> 403', async () => {
                const path = `${at(APPLIED)}?fieldManager=contract&force=true`;
                const body = object({});
                expect(await askAsReader({method: 'PATCH', path, body, contentType: APPLY_PATCH})).toMatchObject({
                    status: 403,
                });
            });
        });

        describe('who asks', () => {
            const UNAUTHORIZED = {
                kind: 'Status',
                apiVersion: 'v1',
                metadata: {},
                status: 'Failure',
                message: 'Unauthorized',
                reason: 'Unauthorized',
                code: 401,
            };
            test('a token nobody knows -> 401', async () => {
                const stranger = makeApiClient({...subject.admin, token: 'no-such-token'});
                expect(await stranger({path: at(MM)})).toEqual({status: 401, body: UNAUTHORIZED});
            });

            test.each([
                ['get', 'GET', {kind: 'secrets', name: 'one'}, undefined, 'secrets "one"', 'secrets', ''],
                ['list', 'GET', {kind: 'secrets'}, undefined, 'secrets', 'secrets', ''],
                [
                    'create',
                    'POST',
                    {kind: 'leases'},
                    {metadata: {name: 'x'}},
                    'leases.coordination.k8s.io',
                    'leases',
                    'coordination.k8s.io',
                ],
                [
                    'patch',
                    'PATCH',
                    {kind: 'mattermosts', name: 'mm'},
                    {spec: {}},
                    `mattermosts.${GROUP} "mm"`,
                    'mattermosts',
                    GROUP,
                ],
                [
                    'delete',
                    'DELETE',
                    {kind: 'mattermosts', name: 'mm'},
                    undefined,
                    `mattermosts.${GROUP} "mm"`,
                    'mattermosts',
                    GROUP,
                ],
            ] as const)(
                'no right to %s -> 403 that names user, verb, resource, group and namespace',
                async (verb, method, place, body, what, resource, group) => {
                    const contentType = method === 'PATCH' ? MERGE_PATCH : 'application/json';
                    const answer = await askAsReader({method, path: at(place), body, contentType});
                    expect(answer.status).toBe(403);
                    expect(answer.body).toMatchObject({
                        kind: 'Status',
                        reason: 'Forbidden',
                        code: 403,
                        message: `${what} is forbidden: User "${subject.reader.name}" cannot ${verb} resource "${resource}" in API group "${group}" in the namespace "${subject.namespace}"`,
                    });
                },
            );

            test.each([
                ['what they may', 'mattermosts', '', GROUP, 'list', true],
                ['what they may not', 'mattermosts', '', GROUP, 'patch', false],
                ['a subresource', 'pods', 'exec', '', 'create', false],
            ])(
                'everybody may ask for a review of their own access: %s',
                async (_name, resource, subresource, group, verb, allowed) => {
                    const resourceAttributes = {
                        verb,
                        group,
                        resource,
                        namespace: subject.namespace,
                        ...(subresource !== '' && {subresource}),
                    };
                    const answer = await askAsReader({
                        method: 'POST',
                        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
                        body: {
                            apiVersion: 'authorization.k8s.io/v1',
                            kind: 'SelfSubjectAccessReview',
                            spec: {resourceAttributes},
                        },
                    });
                    expect(answer).toMatchObject({status: 201, body: {status: {allowed}}});
                },
            );
        });

        describe('reading', () => {
            test('a name nothing has -> 404 with its name and kind', async () => {
                expect(await get({...MM, name: 'nope'})).toEqual({
                    status: 404,
                    body: {
                        kind: 'Status',
                        apiVersion: 'v1',
                        metadata: {},
                        status: 'Failure',
                        message: `mattermosts.${GROUP} "nope" not found`,
                        reason: 'NotFound',
                        details: {name: 'nope', group: GROUP, kind: 'mattermosts'},
                        code: 404,
                    },
                });
            });

            test('a kind the cluster does not have -> 404 without a Status', async () => {
                const path = `/apis/nothing.example.com/v1/namespaces/${subject.namespace}/things`;
                expect(await ask({path})).toEqual({status: 404, body: '404 page not found\n'});
            });

            test('an object says what it is; a list is named after its items’ kind', async () => {
                expect(bodyOf(await get(MM))).toMatchObject({
                    apiVersion: `${GROUP}/v1beta1`,
                    kind: 'Mattermost',
                    metadata: {
                        name: 'mm',
                        namespace: subject.namespace,
                        uid: expect.stringMatching(/./),
                        generation: 1,
                    },
                });
                expect(bodyOf(await get({kind: 'mattermosts'}))).toMatchObject({
                    apiVersion: `${GROUP}/v1beta1`,
                    kind: 'MattermostList',
                    metadata: {resourceVersion: expect.stringMatching(/^\d+$/)},
                    items: [{metadata: {name: 'mm'}}],
                });
            });

            test('labels select, all of them together', async () => {
                const path = `${at({kind: 'secrets'})}?labelSelector=${encodeURIComponent('app=contract,half=first')}`;
                expect(bodyOf(await ask({path})).items.map(({metadata}) => metadata.name)).toEqual(['one', 'two']);
            });

            test('a limit gives pages, and together they are the list', async () => {
                const found: string[] = [];
                let next = '';
                let pages = 0;
                do {
                    const query = new URLSearchParams({
                        labelSelector: 'app=contract',
                        limit: '2',
                        ...(next !== '' && {continue: next}),
                    });
                    const {items, metadata} = bodyOf(await ask({path: `${at({kind: 'secrets'})}?${query.toString()}`}));
                    expect(items.length).toBeLessThanOrEqual(2);
                    found.push(...items.map((item) => item.metadata.name));
                    next = metadata.continue ?? '';
                    pages += 1;
                } while (next !== '');
                expect(found.toSorted()).toEqual([...NAMES].toSorted());
                expect(pages).toBe(3);
            });

            test('without a namespace a list is the whole cluster’s', async () => {
                const {items} = bodyOf(await ask({path: printPath({kind: 'mattermosts'})}));
                expect(items.map(({metadata}) => metadata.name)).toContain('mm');
            });
        });

        describe('changing', () => {
            const replace = (value: string) => [
                {op: 'test', path: '/metadata/uid', value: uid},
                {op: 'replace', path: '/spec/image', value},
            ];
            let uid = '';
            beforeAll(async () => {
                ({uid} = bodyOf(await get(MM)).metadata);
            });

            test('a JSON Patch whose test fails -> 422, and nothing is changed', async () => {
                const before = await get(MM);
                const answer = await patch(
                    MM,
                    [{op: 'test', path: '/spec/image', value: 'b'}, ...replace('c')],
                    JSON_PATCH,
                );
                expect(answer).toEqual({
                    status: 422,
                    body: {
                        kind: 'Status',
                        apiVersion: 'v1',
                        metadata: {},
                        status: 'Failure',
                        message: 'the server rejected our request due to an error in our request',
                        reason: 'Invalid',
                        details: {},
                        code: 422,
                    },
                });
                expect(await get(MM)).toEqual(before);
            });

            test('a dry run answers as the change would, and keeps nothing', async () => {
                const before = await get(MM);
                const answer = await patch(MM, replace('dry'), JSON_PATCH, '?dryRun=All');
                expect(answer).toMatchObject({status: 200, body: {spec: {image: 'dry'}}});
                expect(await get(MM)).toEqual(before);
                const made = await create(LEASES, {metadata: {name: 'dry'}}, '?dryRun=All');
                expect(made).toMatchObject({status: 201, body: {metadata: {name: 'dry'}}});
                expect((await get({...LEASES, name: 'dry'})).status).toBe(404);
            });

            test.each([
                [
                    'a number that is text',
                    {replicas: 'two'},
                    /spec\.replicas in body must be of type integer: "string"/,
                ],
                ['a text that is a number', {version: 11}, /spec\.version in body must be of type string: "integer"/],
                [
                    'a switch that is text',
                    {jobServer: {dedicatedJobServer: 'yes'}},
                    /spec\.jobServer\.dedicatedJobServer in body must be of type boolean: "string"/,
                ],
                [
                    'a variable without a name',
                    {mattermostEnv: [{value: 'x'}]},
                    /spec\.mattermostEnv\[0\]\.name: Required value/,
                ],
                [
                    'a value that is none of those allowed',
                    {database: {readinessCheck: {mode: 'other'}}},
                    /spec\.database\.readinessCheck\.mode: Unsupported value: "other"/,
                ],
            ])(
                '%s -> 422 that names the field, in a dry run too, and nothing is changed',
                async (_name, spec, message) => {
                    const before = await get(MM);
                    for (const query of ['?dryRun=All', '']) {
                        const answer = await patch(MM, {spec}, MERGE_PATCH, query);
                        expect(answer).toMatchObject({
                            status: 422,
                            body: {reason: 'Invalid', message: expect.stringMatching(message) as string},
                        });
                    }
                    expect(await get(MM)).toEqual(before);
                },
            );

            test('a change of the spec is a new generation; the same again changes nothing', async () => {
                const {generation} = bodyOf(await get(MM)).metadata;
                const first = bodyOf(await patch(MM, replace('b'), JSON_PATCH));
                expect(first).toMatchObject({spec: {image: 'b'}, metadata: {generation: generation + 1}});
                const second = bodyOf(await patch(MM, replace('b'), JSON_PATCH));
                expect(second.metadata).toMatchObject({
                    generation: generation + 1,
                    resourceVersion: first.metadata.resourceVersion,
                });
            });

            test('status and spec are written apart', async () => {
                const {generation} = bodyOf(await get(MM)).metadata;
                const status = {...MM, subresource: 'status'} as const;
                const both = {spec: {version: '7'}, status: {state: 'stable', replicas: 2}};
                expect(bodyOf(await patch(status, both, MERGE_PATCH))).toMatchObject({
                    spec: {version: '1'},
                    status: {state: 'stable', replicas: 2},
                    metadata: {generation},
                });
                expect(bodyOf(await patch(status, {status: {replicas: null}}, MERGE_PATCH))['status']).toEqual({
                    state: 'stable',
                });
                expect(bodyOf(await patch(MM, {status: {state: 'other'}}, MERGE_PATCH))).toMatchObject({
                    status: {state: 'stable'},
                });
            });

            test('a change over an old version -> 409 Conflict', async () => {
                const {resourceVersion} = bodyOf(await get(MM)).metadata;
                await patch(MM, {metadata: {annotations: {note: 'newer'}}}, MERGE_PATCH);
                const answer = await patch(MM, {metadata: {resourceVersion}, spec: {version: '2'}}, MERGE_PATCH);
                expect(answer).toMatchObject({
                    status: 409,
                    body: {
                        reason: 'Conflict',
                        message: `Operation cannot be fulfilled on mattermosts.${GROUP} "mm": the object has been modified; please apply your changes to the latest version and try again`,
                    },
                });
                expect(bodyOf(await get(MM))).toMatchObject({spec: {version: '1'}});
            });

            test('a change of what is not there -> 404', async () => {
                expect((await patch({...MM, name: 'nope'}, {spec: {}}, MERGE_PATCH)).status).toBe(404);
            });
        });

        describe('making and deleting', () => {
            test('a name is given once: the second lease of a name -> 409 AlreadyExists', async () => {
                const lease = {metadata: {name: 'run'}, spec: {holderIdentity: 'a'}};
                const made = await create(LEASES, lease);
                expect(made).toMatchObject({
                    status: 201,
                    body: {metadata: {name: 'run', namespace: subject.namespace}},
                });
                expect(await create(LEASES, lease)).toMatchObject({
                    status: 409,
                    body: {
                        reason: 'AlreadyExists',
                        message: 'leases.coordination.k8s.io "run" already exists',
                        details: {name: 'run', group: 'coordination.k8s.io', kind: 'leases'},
                        code: 409,
                    },
                });
            });

            test('a lease is renewed over the version it was read with, by one of two', async () => {
                await create(LEASES, {metadata: {name: 'renewed'}, spec: {holderIdentity: 'a'}});
                const place = {...LEASES, name: 'renewed'};
                const {resourceVersion} = bodyOf(await get(place)).metadata;
                const renew = (holderIdentity: string) =>
                    patch(place, {metadata: {resourceVersion}, spec: {holderIdentity}}, MERGE_PATCH);
                expect([(await renew('b')).status, (await renew('c')).status]).toEqual([200, 409]);
                expect(bodyOf(await get(place))).toMatchObject({spec: {holderIdentity: 'b'}});
            });

            test('only the object that is meant is deleted: another one’s uid -> 409', async () => {
                await create(LEASES, {metadata: {name: 'deleted'}});
                const place = {...LEASES, name: 'deleted'};
                const {uid} = bodyOf(await get(place)).metadata;
                const refused = await remove(place, {preconditions: {uid: '00000000-0000-4000-8000-000000000000'}});
                expect(refused).toMatchObject({status: 409, body: {reason: 'Conflict', code: 409}});
                expect((await get(place)).status).toBe(200);
                expect((await remove(place, {preconditions: {uid}})).status).toBe(200);
                expect((await get(place)).status).toBe(404);
                expect((await remove(place)).status).toBe(404);
            });
        });
    });
}
