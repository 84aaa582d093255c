import {Pod, Quota} from '../schema.ts';
import {hasRoom, parseQuantity} from './quota.ts';

const makePod = (resources: object) =>
    Pod.parse({
        metadata: {name: 'mm-0'},
        spec: {
            containers: [
                {name: 'mattermost', resources},
                {name: 'proxy', resources: {requests: {cpu: '100m', memory: '64Mi'}}},
            ],
        },
    });
const pod = makePod({requests: {cpu: '400m', memory: '1Gi'}, limits: {cpu: 2}});

test.each([
    ['nothing is counted', {}, {}, true],
    ['as many pods as may be', {pods: '2'}, {pods: '2'}, false],
    ['one pod less', {pods: '3'}, {pods: '2'}, true],
    ['pods counted as objects', {'count/pods': '2'}, {'count/pods': '2'}, false],
    ['processors, to the last bit', {'requests.cpu': '1'}, {'requests.cpu': '500m'}, true],
    ['processors, a bit too much', {cpu: '1'}, {cpu: '501m'}, false],
    ['memory', {'requests.memory': '2Gi'}, {'requests.memory': '1Gi'}, false],
    ['limits', {'limits.cpu': '3'}, {'limits.cpu': '2'}, false],
    ['a limit the pod has none of', {'limits.memory': '0'}, {'limits.memory': '0'}, true],
    ['something a pod does not take', {'count/secrets': '1'}, {'count/secrets': '1'}, true],
    ['a quantity nobody knows', {pods: 'many'}, {pods: '2'}, true],
    ['no use yet', {pods: '1'}, {}, true],
])('a quota with %s', (_name, hard, used, expected) => {
    expect(hasRoom(Quota.parse({metadata: {name: 'team'}, status: {hard, used}}), pod)).toBe(expected);
});

test.each([
    ['250m', 0.25],
    ['1.5', 1.5],
    ['1Gi', 1024 ** 3],
    ['2k', 2000],
    ['', undefined],
    ['-1', undefined],
    ['1Xi', undefined],
])('%s is %s', (text, expected) => {
    expect(parseQuantity(text)).toBe(expected);
});
