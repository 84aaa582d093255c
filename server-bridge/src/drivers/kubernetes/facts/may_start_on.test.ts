import {PlacedNode, Pod} from '../schema.ts';
import {mayStartOn} from './may_start_on.ts';

const node = (spec: object = {}) =>
    PlacedNode.parse({
        metadata: {name: 'node-2', labels: {'kubernetes.io/arch': 'arm64', pool: 'chat', cores: '8'}},
        spec,
        status: {nodeInfo: {architecture: 'arm64'}},
    });
const pod = (spec: object = {}) => Pod.parse({metadata: {name: 'mm-0'}, spec: {containers: [], ...spec}});
const requires = (...matchExpressions: readonly object[]) => ({
    affinity: {
        nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions}]}},
    },
});
const TAINT = {key: 'arch', value: 'arm64', effect: 'NoSchedule'};

test.each<readonly [string, object, object, boolean]>([
    ['nothing said', {}, {}, true],
    ['a selector that fits', {nodeSelector: {pool: 'chat'}}, {}, true],
    ['a selector that does not', {nodeSelector: {'kubernetes.io/arch': 'amd64'}}, {}, false],
    ['an affinity that fits', requires({key: 'pool', operator: 'In', values: ['chat']}), {}, true],
    [
        'an affinity that does not',
        requires({key: 'kubernetes.io/arch', operator: 'NotIn', values: ['arm64']}),
        {},
        false,
    ],
    ['an affinity by a number', requires({key: 'cores', operator: 'Gt', values: ['4']}), {}, true],
    [
        'an affinity that is only preferred',
        {affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1}]}}},
        {},
        true,
    ],
    ['a taint', {}, {taints: [TAINT]}, false],
    ['a taint that only advises', {}, {taints: [{...TAINT, effect: 'PreferNoSchedule'}]}, true],
    ['a taint that is tolerated', {tolerations: [{key: 'arch', value: 'arm64'}]}, {taints: [TAINT]}, true],
    ['all taints tolerated', {tolerations: [{operator: 'Exists'}]}, {taints: [TAINT]}, true],
    ['another effect tolerated', {tolerations: [{...TAINT, effect: 'NoExecute'}]}, {taints: [TAINT]}, false],
    ['a cordon', {}, {unschedulable: true}, false],
])('%s', (_name, spec, on, expected) => {
    expect(mayStartOn(pod(spec), node(on))).toBe(expected);
});
