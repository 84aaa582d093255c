import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {FipsError, invertPatch} from '@fips-readiness/core';
import type {PatchOperations} from '@fips-readiness/core';
import {makeSitePlan} from '../../../../../test/samples/plan.ts';
import {Settings} from '../../../settings/settings.ts';
import type {Ask} from '../api/ask.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {makePatch, makeRestoreResource} from './patch.ts';
import {makeWait, makeWaitBack} from './wait.ts';

const OLD = 'mattermost/mattermost-enterprise-edition';
const NEW = 'mattermost/mattermost-enterprise-fips-edition';
const ID = `sha256:${'b'.repeat(64)}`;
const OPERATIONS: PatchOperations = [
    {op: 'test', path: '/metadata/uid', value: 'uid'},
    {op: 'test', path: '/spec/image', value: OLD},
    {op: 'replace', path: '/spec/image', value: NEW},
    {op: 'test', path: '/spec/version', value: '11.7.2'},
];
const NEVER = new AbortController().signal;
const AWAY = new FipsError('cluster_unreachable');
const FORBIDDEN = new FipsError('cluster_forbidden');

const makePod = (image: string, status: object = {ready: true, imageID: ID}, owner = 'ReplicaSet') => ({
    metadata: {name: 'pod-1', ownerReferences: [{kind: owner, name: 'x'}]},
    spec: {containers: [{name: 'mattermost', image: `${image}:11.7.2`}]},
    status: {phase: 'Running', containerStatuses: [{name: 'mattermost', ...status}]},
});

describe('steps that change a resource', () => {
    let folder: string;
    let nowMs: number;
    let image: string;
    let uid: string;
    let pods: readonly object[];
    let tries: readonly object[];
    let job: object | undefined;
    let asked: string[];
    /** What happens to a call, by its verb and resource. */
    let failures: Record<string, () => FipsError | undefined>;
    /** Called between two looks. */
    let onSleep: () => void;
    let events: readonly object[];
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'kubernetes-steps-'));
        nowMs = 0;
        image = OLD;
        uid = 'uid';
        pods = [makePod(OLD)];
        tries = [];
        job = undefined;
        asked = [];
        failures = {};
        onSleep = () => undefined;
        events = [];
    });
    afterEach(() => rm(folder, {recursive: true, force: true}));

    const call = (ask: Ask, body?: object): Promise<unknown> => {
        const name = `${ask.verb} ${ask.resource}`;
        asked.push(name);
        const failure = failures[name]?.() ?? failures['*']?.();
        return failure ? Promise.reject(failure) : Promise.resolve(answer(name, ask, body));
    };
    function answer(name: string, {query}: Ask, body?: object): unknown {
        switch (name) {
            case 'get mattermosts':
                return uid === ''
                    ? undefined
                    : {metadata: {name: 'mm', uid, generation: 1}, spec: {image, version: '11.7.2', replicas: 1}};
            case 'patch mattermosts':
                image = (body as PatchOperations).find(({op}) => op === 'replace')?.value ?? image;
                return {};
            case 'list deployments':
                return {items: []};
            case 'list pods':
                return {items: query?.['labelSelector']?.startsWith('app=') === true ? pods : tries};
            case 'get jobs':
                return job;
            default:
                return {};
        }
    }
    const makeRun = (): KubernetesRun =>
        ({
            cluster: {context: 'production', call},
            target: {kind: 'kubernetes', name: 'mm', namespace: 'chat', host: 'production', identity: 'c', uid: 'uid'},
            plan: makeSitePlan({
                change: {way: 'patch', operations: OPERATIONS},
                from: {reference: `${OLD}:11.7.2`, variant: 'standard', id: null, digest: null},
                to: {reference: `${NEW}:11.7.2`, variant: 'fips', id: null, digest: null},
                steps: [{code: 'wait', limitMs: 300_000}],
            }),
            settings: Settings.parse({}),
            folder,
            journal: {events: () => events},
            clock: {
                now: () => new Date(nowMs),
                monotonicMs: () => nowMs,
                sleep: (ms: number) => {
                    nowMs += ms;
                    onSleep();
                    return Promise.resolve();
                },
            },
        }) as unknown as KubernetesRun;
    const patch = () => makePatch(makeRun())(NEVER, () => undefined);
    const restore = () => makeRestoreResource(makeRun())(NEVER, () => undefined);
    const wait = () => makeWait(makeRun())(NEVER, () => undefined);
    const waitBack = () => makeWaitBack(makeRun())(NEVER, () => undefined);

    test('a patch is made once; a second time the resource has it already', async () => {
        expect(await patch()).toMatchObject({code: 'done', outcome: 'patched'});
        expect(image).toBe(NEW);
        expect(await patch()).toMatchObject({code: 'done', outcome: 'already'});
        expect(asked.filter((one) => one === 'patch mattermosts')).toHaveLength(1);
    });

    test.each([
        [
            'somebody changed it first',
            () => void (failures['patch mattermosts'] = () => refuse(422)),
            'resource_changed',
        ],
        ['it was made again', () => void (uid = 'another'), 'resource_replaced'],
        ['it is gone', () => void (uid = ''), 'resource_gone'],
        ['this user may not', () => void (failures['patch mattermosts'] = () => FORBIDDEN), 'patch_forbidden'],
    ])('%s: nothing was changed, so nothing is rolled back', async (_name, happens, reason) => {
        happens();
        expect(await patch()).toMatchObject({code: 'failed', reason, consequence: 'stop'});
        expect(image).toBe(OLD);
    });

    test.each([AWAY, refuse(503), refuse(429)])(
        'an API that goes away in the middle of a patch may have taken it: it is rolled back',
        async (error) => {
            failures['patch mattermosts'] = () => error;
            expect(await patch()).toMatchObject({code: 'failed', reason: 'cluster_away', consequence: 'roll_back'});
        },
    );

    test('the patch is reverted with what it wrote as its tests, and the operator’s try of the image goes with it', async () => {
        image = NEW;
        job = makeJob(NEW);
        expect(await restore()).toMatchObject({code: 'done', outcome: 'restored'});
        expect(image).toBe(OLD);
        expect(asked).toContain('delete jobs');
        expect(invertPatch(OPERATIONS)).toEqual([
            {op: 'test', path: '/metadata/uid', value: 'uid'},
            {op: 'test', path: '/spec/version', value: '11.7.2'},
            {op: 'test', path: '/spec/image', value: NEW},
            {op: 'replace', path: '/spec/image', value: OLD},
        ]);
    });

    test.each([
        ['of another image', () => makeJob('x')],
        ['of another installation', () => makeJob(NEW, 'other')],
    ])('a try %s stays', async (_name, make) => {
        job = make();
        await restore();
        expect(asked).not.toContain('delete jobs');
    });

    test('who may not delete Jobs is told that one stays', async () => {
        job = makeJob(NEW);
        failures['delete jobs'] = () => FORBIDDEN;
        expect(await restore()).toMatchObject({outcome: 'restored_job_stays', data: {namespace: 'chat'}});
    });

    test('somebody else’s change stays, also on the way back', async () => {
        image = 'somebody/else';
        failures['patch mattermosts'] = () => refuse(422);
        expect(await restore()).toMatchObject({code: 'failed', reason: 'resource_changed'});
        expect(image).toBe('somebody/else');
    });

    test('on the way back the API is waited for, whatever it was asked', async () => {
        failures['*'] = () => AWAY;
        const waits = {code: 'waits', reason: 'cluster_unreachable', data: {context: 'production'}};
        expect(await restore()).toEqual(waits);
        expect(await waitBack()).toEqual(waits);
    });

    test('every pod runs it -> done, with the image’s id; an API that is away meanwhile is waited out', async () => {
        image = NEW;
        failures['*'] = () => (nowMs < 20_000 ? AWAY : undefined);
        onSleep = () => void (pods = nowMs < 40_000 ? pods : [makePod(NEW)]);
        expect(await wait()).toEqual({
            code: 'done',
            outcome: 'rolled_out',
            data: {pods: 1, seconds: 40, imageId: ID},
        });
    });

    test('after a rotation it is measured how long old pods had to do with the connections they had', async () => {
        image = NEW;
        nowMs = 5_000;
        events = [{kind: 'step_done', step: 'rotate', at: new Date(2_000).toISOString()}];
        onSleep = () => void (pods = nowMs < 12_000 ? pods : [makePod(NEW)]);
        expect(await wait()).toMatchObject({
            outcome: 'rolled_out_rotated',
            data: {pods: 1, seconds: 7, oldLoginSeconds: 10},
        });
        expect(await waitBack()).not.toMatchObject({outcome: 'rolled_out_rotated'});
    });

    test('a pull that fails is believed after half a minute, and forgotten where it works by then', async () => {
        image = NEW;
        const failing = makePod(NEW, {state: {waiting: {reason: 'ErrImagePull'}}}, 'Job');
        tries = [failing];
        expect(await wait()).toMatchObject({code: 'failed', reason: 'image_not_pulled', data: {pod: 'pod-1'}});
        expect(nowMs).toBe(30_000);
        nowMs = 0;
        onSleep = () => {
            tries = nowMs < 20_000 ? [failing] : [];
            pods = nowMs < 60_000 ? pods : [makePod(NEW)];
        };
        expect(await wait()).toMatchObject({code: 'done', outcome: 'rolled_out'});
    });

    test.each([
        ['rpc error: code = NotFound desc = failed to resolve reference: example/x:1: not found', 'image_missing'],
        ['pull access denied, repository does not exist or may require authorization', 'image_denied'],
        ['unexpected status from HEAD request to https://registry.example/v2/: 401 Unauthorized', 'image_denied'],
        ['no match for platform in manifest: not found', 'image_platform'],
        ['dial tcp 192.0.2.7:443: i/o timeout', 'image_unreachable'],
        ['x509: certificate signed by unknown authority', 'image_unreachable'],
        ['something nobody has seen', 'unknown'],
    ])('a pull that ends with "%s" is told by its cause: %s', async (message, cause) => {
        image = NEW;
        tries = [makePod(NEW, {state: {waiting: {reason: 'ErrImagePull', message}}}, 'Job')];
        const result = await wait();
        expect(result).toMatchObject({reason: 'image_not_pulled', data: {cause}});
        expect(JSON.stringify(result)).not.toContain(message);
    });

    test('the try of another resource of the namespace is told as that, and is none where it is this one’s', async () => {
        image = NEW;
        tries = [1, 2].map(() => ({...makePod(NEW, {}, 'Job'), status: {phase: 'Failed'}}));
        job = makeJob(NEW, 'other', 'uid-of-the-other');
        expect(await wait()).toMatchObject({reason: 'update_check_shared', data: {owner: 'other', pod: 'pod-1'}});
        expect(nowMs).toBe(30_000);
        job = makeJob(NEW);
        expect(await wait()).toMatchObject({reason: 'update_check_failed', data: {pod: 'pod-1'}});
    });

    test('what moves on without an end is given up at the plan’s limit', async () => {
        image = NEW;
        expect(await wait()).toMatchObject({code: 'failed', reason: 'not_ready', data: {seconds: 300}});
    });

    test('a resource that no longer asks for the image, or is gone, is not waited for', async () => {
        expect(await wait()).toMatchObject({code: 'failed', reason: 'resource_changed'});
        uid = '';
        expect(await wait()).toMatchObject({code: 'failed', reason: 'resource_gone'});
        expect(nowMs).toBe(0);
    });
});

function refuse(status: number): FipsError {
    return new FipsError('cluster_refused', {status});
}

function makeJob(repository: string, name = 'mm', uid = 'uid'): object {
    return {
        metadata: {
            name: 'mattermost-update-check',
            uid: 'job',
            ownerReferences: [{kind: 'Mattermost', name, uid}],
        },
        spec: {template: {spec: {containers: [{image: `${repository}:11.7.2`}]}}},
    };
}
