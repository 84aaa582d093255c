import {Deployment, MattermostResource, Pod} from '../schema.ts';
import {judgeRollout} from './judge_rollout.ts';
import type {Rollout} from './rollout.ts';

const OLD = 'mattermost/mattermost-enterprise-edition:11.7.2';
const NEW = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const ID = `sha256:${'b'.repeat(64)}`;

const makePod = (name: string, image: string, status: object = {}, metadata: object = {}) =>
    Pod.parse({
        metadata: {name, ...metadata},
        spec: {containers: [{name: 'mattermost', image}]},
        status: {
            phase: 'Running',
            containerStatuses: [{name: 'mattermost', imageID: `docker.io/x@${ID}`, ready: true, ...status}],
        },
    });
const makeDeployment = (image: string, status: object = {}, name = 'mm') =>
    Deployment.parse({
        metadata: {name, generation: 2},
        spec: {replicas: 2, template: {spec: {containers: [{image}]}}},
        status: {observedGeneration: 2, replicas: 2, updatedReplicas: 2, readyReplicas: 2, ...status},
    });
const PODS = [makePod('a', NEW), makePod('b', NEW)];

const judge = (different: Partial<Rollout>) =>
    judgeRollout(
        {
            resource: MattermostResource.parse({
                metadata: {name: 'mm', generation: 2},
                spec: {replicas: 2},
                status: {state: 'reconciling', observedGeneration: 2},
            }),
            deployments: [makeDeployment(NEW)],
            pods: PODS,
            tries: [],
            ...different,
        },
        NEW,
    );

test('every pod runs the image and is ready -> done, whatever the resource’s own status says', () => {
    expect(judge({})).toEqual({code: 'done', imageId: ID, pods: 2});
});

test('who may not list Deployments decides by the pods alone', () => {
    expect(judge({deployments: undefined}).code).toBe('done');
});

test.each([
    ['a pod less than the resource asks for', {pods: [makePod('a', NEW)]}],
    ['an old pod that is not ending yet', {pods: [...PODS, makePod('c', OLD)]}],
    ['a pod that is not ready', {pods: [makePod('a', NEW), makePod('b', NEW, {ready: false})]}],
    ['a pod that runs another build of the same name', {pods: [makePod('a', NEW), makePod('b', NEW, {imageID: OLD})]}],
    ['a Deployment whose controller has not looked yet', {deployments: [makeDeployment(NEW, {observedGeneration: 1})]}],
    ['a job server with the old image', {deployments: [makeDeployment(NEW), makeDeployment(OLD, {}, 'mm-jobserver')]}],
    ['a Deployment with a pod too many', {deployments: [makeDeployment(NEW, {replicas: 3})]}],
])('%s -> not done, and no trouble', (_name, different) => {
    expect(judge(different)).toMatchObject({code: 'moving', trouble: undefined});
});

test('a pod that has ended, or is ending, is not waited for', () => {
    const ending = makePod('c', OLD, {}, {deletionTimestamp: '2026-11-28T12:00:00Z'});
    const ended = makePod('d', OLD, {});
    expect(judge({pods: [...PODS, ending, {...ended, status: {...ended.status, phase: 'Succeeded'}}]}).code).toBe(
        'done',
    );
});

const WAITING = [makePod('a', OLD), makePod('b', OLD)];
const atOld = {deployments: [makeDeployment(OLD)], pods: WAITING};
const endedTry = (name: string, {image = NEW, phase = 'Succeeded'} = {}) => {
    const pod = makePod(name, image);
    return {...pod, status: {...pod.status, phase}};
};
const failedTry = (name: string, image = NEW) => endedTry(name, {image, phase: 'Failed'});

test.each([
    ['operator', atOld],
    ['update_check', {...atOld, tries: [makePod('try', NEW)]}],
    ['pods', {deployments: [makeDeployment(NEW)], pods: [...WAITING, makePod('c', NEW, {ready: false})]}],
])('what is waited for: %s', (phase, different) => {
    expect(judge(different)).toEqual({code: 'moving', phase, ready: 0, wanted: 2, trouble: undefined});
});

test('pods that run it and are ready are counted', () => {
    expect(judge({pods: [...WAITING, makePod('c', NEW)]})).toMatchObject({phase: 'pods', ready: 1, wanted: 2});
});

test.each([
    ['image_not_pulled', {...atOld, tries: [makePod('x', NEW, {state: {waiting: {reason: 'ErrImagePull'}}})]}],
    ['image_not_pulled', {pods: [...WAITING, makePod('x', NEW, {state: {waiting: {reason: 'ImagePullBackOff'}}})]}],
    ['pod_crash_loop', {pods: [...WAITING, makePod('x', NEW, {ready: false, restartCount: 2})]}],
    ['update_check_failed', {...atOld, tries: [failedTry('w'), failedTry('x')]}],
])('%s names the pod', (reason, different) => {
    expect(judge(different)).toMatchObject({code: 'moving', trouble: {reason, pod: 'x'}});
});

test('a pod no node has room for, and pods a quota refuses', () => {
    const pod = makePod('x', NEW, {ready: false});
    const conditions = [{type: 'PodScheduled', status: 'False', reason: 'Unschedulable'}];
    expect(judge({pods: [...WAITING, {...pod, status: {...pod.status, conditions}}]})).toMatchObject({
        trouble: {reason: 'pod_unschedulable', pod: 'x'},
    });
    const refused = makeDeployment(NEW, {
        conditions: [{type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate'}],
    });
    expect(judge({pods: WAITING, deployments: [refused]})).toMatchObject({trouble: {reason: 'pods_refused', pod: ''}});
});

test('one failed try, or tries of another image, are no trouble', () => {
    expect(judge({...atOld, tries: [failedTry('a')]})).toMatchObject({trouble: undefined});
    expect(judge({...atOld, tries: [failedTry('a', OLD), failedTry('b', OLD)]})).toMatchObject({trouble: undefined});
});

test('the operator is through with it and asks for the old image: something else names it', () => {
    const resource = MattermostResource.parse({
        metadata: {name: 'mm', generation: 2},
        spec: {replicas: 2},
        status: {state: 'stable', observedGeneration: 2},
    });
    expect(judge({...atOld, resource})).toMatchObject({trouble: {reason: 'pinned_elsewhere'}});
    // It leaves the try behind that it made before.
    expect(judge({...atOld, resource, tries: [endedTry('a')]})).toMatchObject({trouble: {reason: 'pinned_elsewhere'}});
});
