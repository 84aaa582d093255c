import {FipsError, makeFact} from '@fips-readiness/core';
import type {FactValue, Goal} from '@fips-readiness/core';
import {readSettings} from '../../settings/read_settings.ts';
import type {Found} from './found.ts';
import {planChange} from './plan_change.ts';
import {MattermostResource, Pod} from './schema.ts';

const STANDARD = 'mattermost/mattermost-enterprise-edition';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER_DIGEST = `sha256:${'b'.repeat(64)}`;
const AT = '2026-11-28T12:00:00Z';

let refused: readonly string[] = [];
let invalid = false;
let strategy = 'RollingUpdate';
beforeEach(() => {
    strategy = 'RollingUpdate';
    refused = [];
    invalid = false;
});

/** Everybody may do everything that is not refused. */
const answer: Found['cluster']['call'] = (ask, body) => {
    if (ask.resource === 'selfsubjectaccessreviews') {
        const {spec} = body as {spec: {resourceAttributes: {verb: string; resource: string}}};
        const {verb, resource} = spec.resourceAttributes;
        return Promise.resolve({status: {allowed: !refused.includes(`${verb} ${resource}`)}});
    }
    if (ask.resource === 'deployments') {
        const template = {spec: {containers: []}};
        return Promise.resolve({metadata: {name: 'mm'}, spec: {strategy: {type: strategy}, template}});
    }
    return invalid ? Promise.reject(new FipsError('cluster_refused', {status: 422})) : Promise.resolve({});
};

function makeFound(
    spec: {readonly image?: string; readonly version?: string; readonly resourcePatch?: object},
    running: string,
): Found {
    const pod = Pod.parse({
        metadata: {name: 'mm-0', uid: 'pod-uid'},
        spec: {containers: [{name: 'mattermost', image: running}]},
        status: {containerStatuses: [{name: 'mattermost', imageID: `docker.io/${STANDARD}@${DIGEST}`}]},
    });
    const [container] = pod.spec.containers;
    if (!container) {
        throw new Error('no container');
    }
    return {
        cluster: {context: 'production', call: answer} as Partial<Found['cluster']> as Found['cluster'],
        identity: 'cluster-uid',
        namespace: 'chat',
        kind: 'mattermost',
        resource: MattermostResource.parse({metadata: {name: 'mm', namespace: 'chat', uid: 'resource-uid'}, spec}),
        pods: [{pod, container, environment: {values: new Map(), unseen: [], unread: []}}],
        findOperator: () => Promise.resolve(undefined),
        listNodes: () => Promise.resolve(undefined),
    };
}

const plan = async (
    spec: Parameters<typeof makeFound>[0],
    running: string,
    goal: Goal = 'to_fips',
    tool?: 'argo_cd',
    image?: FactValue<'fips_image'>,
) => {
    const {settings} = await readSettings({file: '/dev/null', env: {}, options: {}});
    return planChange(makeFound(spec, running), settings, {
        goal,
        facts: {
            ...(tool && {deployment_owner: makeFact({tool, evidence: 'a label'}, 'agent_cluster', AT)}),
            ...(image && {fips_image: makeFact(image, 'agent_registry', AT)}),
        },
        fingerprintKey: '',
        handover: false,
    });
};
const UID = {op: 'test', path: '/metadata/uid', value: 'resource-uid'};

test.each([
    [
        'a release',
        {image: STANDARD, version: '11.7.2'},
        `${STANDARD}:11.7.2`,
        [
            UID,
            {op: 'test', path: '/spec/image', value: STANDARD},
            {op: 'replace', path: '/spec/image', value: FIPS},
            {op: 'test', path: '/spec/version', value: '11.7.2'},
        ],
    ],
    [
        'a release with its digest, and nobody knows the other image’s',
        {image: STANDARD, version: `11.7.2@${DIGEST}`},
        `${STANDARD}:11.7.2@${DIGEST}`,
        [],
    ],
    [
        'a resource that names no image yet',
        {version: '11.7.2'},
        `${STANDARD}:11.7.2`,
        [UID, {op: 'add', path: '/spec/image', value: FIPS}, {op: 'test', path: '/spec/version', value: '11.7.2'}],
    ],
    [
        'a digest alone: only a registry knows the other one',
        {image: STANDARD, version: DIGEST},
        `${STANDARD}@${DIGEST}`,
        [],
    ],
])('%s', async (_name, spec, running, operations) => {
    expect((await plan(spec, running)).change).toEqual({way: 'patch', operations});
});

test('a release with its digest: the registry’s own of the target takes its place', async () => {
    const planned = await plan(
        {image: STANDARD, version: `11.7.2@${DIGEST}`},
        `${STANDARD}:11.7.2@${DIGEST}`,
        'to_fips',
        undefined,
        {reference: `${FIPS}:11.7.2`, where: 'registry', architectures: ['amd64'], digest: OTHER_DIGEST},
    );
    expect(planned).toMatchObject({
        handover: null,
        to: {reference: `${FIPS}:11.7.2@${OTHER_DIGEST}`, digest: OTHER_DIGEST},
        change: {
            operations: [
                UID,
                {op: 'test', path: '/spec/image', value: STANDARD},
                {op: 'replace', path: '/spec/image', value: FIPS},
                {op: 'test', path: '/spec/version', value: `11.7.2@${DIGEST}`},
                {op: 'replace', path: '/spec/version', value: `11.7.2@${OTHER_DIGEST}`},
            ],
        },
    });
});

test('it pins the resource and the image that runs, and the agent may patch it', async () => {
    const planned = await plan({image: STANDARD, version: '11.7.2'}, `${STANDARD}:11.7.2`);
    expect(planned).toMatchObject({
        target: {kind: 'kubernetes', name: 'mm', namespace: 'chat', host: 'production', identity: 'cluster-uid'},
        from: {reference: `${STANDARD}:11.7.2`, variant: 'standard', id: DIGEST},
        to: {reference: `${FIPS}:11.7.2`, variant: 'fips', id: null},
        handover: null,
        steps: ['rescue_kit', 'backup', 'patch', 'wait', 'verify', 'finish'],
    });
});

const RELEASE = {image: STANDARD, version: '11.7.2'};

test.each([
    ['no right to patch', RELEASE, ['patch mattermosts'], false, 'no_right_to_patch'],
    ['no right to make the Lease that keeps a second run away', RELEASE, ['create leases'], false, 'no_right_to_patch'],
    ['no right to patch that Lease', RELEASE, ['patch leases'], false, 'no_right_to_patch'],
    ['a policy that refuses the patch', RELEASE, [], true, 'patch_refused'],
    ['a digest alone', {...RELEASE, version: DIGEST}, [], false, 'digest_pinned'],
    ['a tag with a digest', {...RELEASE, version: `11.7.2@${DIGEST}`}, [], false, 'digest_pinned'],
] as const)('%s: a person applies it, and is told why', async (_name, spec, rights, isInvalid, reason) => {
    refused = rights;
    invalid = isInvalid;
    expect((await plan(spec, `${STANDARD}:11.7.2`)).handover).toBe(reason);
});

test('a resource that patches its own Deployment: spec.image would change nothing', async () => {
    const patch = JSON.stringify([{op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'x'}]);
    const planned = await plan({...RELEASE, resourcePatch: {deployment: {patch}}}, `${STANDARD}:11.7.2`);
    expect(planned.handover).toBe('image_patched');
});

test('pods that end before new ones are made interrupt the site', async () => {
    expect((await plan(RELEASE, `${STANDARD}:11.7.2`)).interrupts).toBe(false);
    strategy = 'Recreate';
    expect((await plan(RELEASE, `${STANDARD}:11.7.2`)).interrupts).toBe(true);
});

test('a new password alone is a person’s: pods take it up when they are replaced', async () => {
    expect(await plan(RELEASE, `${STANDARD}:11.7.2`, 'rotate')).toMatchObject({
        handover: 'password_with_the_move',
        change: {operations: []},
    });
});

test('where another tool owns the image the plan says so', async () => {
    const planned = await plan({image: STANDARD, version: '11.7.2'}, `${STANDARD}:11.7.2`, 'to_fips', 'argo_cd');
    expect(planned.handover).toBe('owned_by_another_tool');
});

test.each([
    ['already_there', `${FIPS}:11.7.2`],
    ['no_fips_counterpart', 'registry.example/own/chat:1'],
])('%s', async (code, running) => {
    await expect(plan({image: 'x', version: '11.7.2'}, running)).rejects.toMatchObject({code});
});
