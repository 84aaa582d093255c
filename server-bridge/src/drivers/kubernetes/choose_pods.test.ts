import {findServers, printSelector} from './choose_pods.ts';
import {Workload} from './schema.ts';

const read = (spec: object) =>
    Workload.parse({metadata: {name: 'chat'}, spec: {selector: {}, template: {spec: {containers: []}}, ...spec}}).spec;

test('a selector with sets is asked for as Kubernetes writes it', () => {
    const {selector} = read({
        selector: {
            matchLabels: {app: 'chat', tier: 'web'},
            matchExpressions: [
                {key: 'track', operator: 'In', values: ['stable', 'canary']},
                {key: 'zone', operator: 'NotIn', values: ['a']},
                {key: 'owner', operator: 'Exists'},
                {key: 'old', operator: 'DoesNotExist'},
            ],
        },
    });
    expect(printSelector(selector)).toBe('app=chat,tier=web,track in (stable,canary),zone notin (a),owner,!old');
});

test.each([
    ['the official image', 'mattermost/mattermost-enterprise-edition:11.7.2', [], true],
    ['Iron Bank’s', 'registry1.dso.mil/ironbank/opensource/mattermost/mattermost:11.7.2', [], true],
    ['a pair of the settings', 'hub.example/chat:1', [], true],
    ['a job server', 'mattermost/mattermost-enterprise-edition:11.7.2', ['mattermost', 'jobserver'], false],
    ['the operator', 'mattermost/mattermost-operator:v1.25.2', [], false],
])('%s: a server %s %s is %s', (_name, image, command, isServer) => {
    const {template} = read({template: {spec: {containers: [{name: 'x', image, command}]}}});
    const pairs = [{standard: 'hub.example/chat', fips: 'hub.example/chat-fips'}];
    expect(findServers(template.spec.containers, pairs)).toHaveLength(isServer ? 1 : 0);
});
