import {resolveReferences} from './resolve_references.ts';

const CONTAINERS = new Map([
    ['net', 'aaa'],
    ['data', 'bbb'],
]);

const resolve = (service: object) => {
    const {config, services} = resolveReferences({name: 'chat', services: {chat: service}}, CONTAINERS);
    return {...(config as {readonly services: {readonly chat: object}}).services.chat, resolved: services.length > 0};
};

test.each([
    [{network_mode: 'service:net'}, {network_mode: 'container:aaa', resolved: true}],
    [
        {ipc: 'service:net', pid: 'service:data'},
        {ipc: 'container:aaa', pid: 'container:bbb', resolved: true},
    ],
    [{volumes_from: ['data', 'data:ro', 'container:old:ro']}, {volumes_from: ['bbb', 'bbb', 'old'], resolved: true}],
    [{network_mode: 'service:gone'}, {network_mode: 'service:gone', resolved: false}],
    [
        {network_mode: 'bridge', ipc: null, environment: {X: 'service:net'}},
        {network_mode: 'bridge', ipc: null, environment: {X: 'service:net'}, resolved: false},
    ],
])('%j', (service, resolved) => {
    expect(resolve(service)).toEqual(resolved);
});

test('what is no project stays without services', () => {
    expect(resolveReferences(undefined, CONTAINERS)).toEqual({config: {services: {}}, services: []});
});
