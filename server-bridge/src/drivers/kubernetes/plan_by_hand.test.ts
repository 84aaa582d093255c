import {makeFact} from '@fips-readiness/core';
import type {Facts, FactValue} from '@fips-readiness/core';
import type {FoundByHand} from './found.ts';
import {planByHand} from './plan_by_hand.ts';
import {Pod, Workload} from './schema.ts';

const FIPS = {registry: '', path: 'mattermost/mattermost-enterprise-fips-edition', tag: '11.7.2', digest: ''};
const containers = [
    {name: 'proxy', image: 'envoy:1'},
    {name: 'chat', image: 'mattermost/mattermost-enterprise-edition:11.7.2'},
];

function makeFound(
    {kind = 'deployment', ...spec}: {readonly kind?: 'deployment' | 'stateful_set'; readonly [field: string]: unknown},
    metadata: object = {},
): FoundByHand {
    const pod = Pod.parse({metadata: {name: 'chat-0'}, spec: {containers}});
    const container = pod.spec.containers[1];
    if (!container) {
        throw new Error('no container');
    }
    return {
        kind,
        resource: Workload.parse({
            metadata: {name: 'chat', uid: 'uid', ...metadata},
            spec: {selector: {}, template: {spec: {containers}}, ...spec},
        }),
        cluster: {} as Partial<FoundByHand['cluster']> as FoundByHand['cluster'],
        identity: '',
        namespace: 'team',
        pods: [{pod, container, environment: {values: new Map(), unseen: [], unread: []}}],
        findOperator: () => Promise.resolve(undefined),
        listNodes: () => Promise.resolve(undefined),
    };
}
const owned = (tool: FactValue<'deployment_owner'>['tool']): Facts => ({
    deployment_owner: makeFact({tool, evidence: ''}, 'agent_cluster', '2026-11-28T12:00:00Z'),
});
const RELEASED = {annotations: {'meta.helm.sh/release-name': 'prod'}};

test.each([
    ['nobody', 'none', {}, 'plain_workload'],
    ['Helm, by its label', 'helm', {}, 'helm_release'],
    ['Helm, by its annotation', 'none', RELEASED, 'helm_release'],
    ['Flux, which has Helm do it', 'flux', RELEASED, 'owned_by_another_tool'],
    ['Argo CD', 'argo_cd', {}, 'owned_by_another_tool'],
] as const)('managed by %s', async (_name, tool, metadata, handover) => {
    const planned = await planByHand(makeFound({}, metadata), owned(tool), FIPS);
    expect([planned.handover, planned.operations.length]).toEqual([handover, handover === 'plain_workload' ? 3 : 0]);
});

test.each([
    ['an image without tag and digest', {...FIPS, tag: ''}],
    ['no image', undefined],
])('%s: nothing is shown as the change', async (_name, to) => {
    expect((await planByHand(makeFound({}), {}, to)).operations).toEqual([]);
});

test.each([
    ['one new pod before the old one goes', {replicas: 1}, false],
    ['Recreate', {replicas: 3, strategy: {type: 'Recreate'}}, true],
    ['no pod besides, of one', {replicas: 1, strategy: {rollingUpdate: {maxSurge: 0}}}, true],
    ['no pod besides, of two', {replicas: 2, strategy: {rollingUpdate: {maxSurge: '0%'}}}, false],
    ['a StatefulSet of one', {kind: 'stateful_set', replicas: 1}, true],
    ['a StatefulSet of two', {kind: 'stateful_set', replicas: 2}, false],
] as const)('%s: the site is interrupted: %s %s', async (_name, spec, interrupts) => {
    expect((await planByHand(makeFound(spec), {}, FIPS)).interrupts).toBe(interrupts);
});
