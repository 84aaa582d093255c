import {toInstance} from './instance.ts';
import {Pod} from './schema.ts';

const ID = `sha256:${'c'.repeat(64)}`;

function look(status: object) {
    const pod = Pod.parse({
        metadata: {name: 'mm-0', uid: 'pod-uid'},
        spec: {containers: [{name: 'mattermost', image: 'mattermost/x:1', command: ['mattermost'], args: ['server']}]},
        status: {containerStatuses: [{name: 'mattermost', ...status}]},
    });
    const [container] = pod.spec.containers;
    if (!container) {
        throw new Error('no container');
    }
    return toInstance({pod, container, environment: {values: new Map(), unseen: [], unread: []}});
}

const ENDED = {exitCode: 137};

test.each([
    ['runs and is ready', {ready: true, state: {running: {startedAt: 'T'}}}, ['running', 'healthy', null]],
    [
        'runs, not ready',
        {state: {running: {startedAt: 'T'}}, lastState: {terminated: ENDED}},
        ['running', 'starting', null],
    ],
    ['waits for its image', {state: {waiting: {reason: 'ErrImagePull'}}}, ['created', 'none', null]],
    [
        'waits to be started again',
        {state: {waiting: {reason: 'CrashLoopBackOff'}}, lastState: {terminated: ENDED}},
        ['restarting', 'none', 137],
    ],
    ['has ended', {state: {terminated: ENDED}}, ['exited', 'none', 137]],
])('%s', (_name, status, expected) => {
    const {state, health, exitCode} = look(status);
    expect([state, health, exitCode]).toEqual(expected);
});

test.each([
    ['a bare id', ID],
    ['a digest with its repository', `docker.io/mattermost/x@${ID}`],
    ['an older runtime', `docker-pullable://mattermost/x@${ID}`],
])('the image’s id from %s', (_name, imageID) => {
    expect(look({imageID}).imageId).toBe(ID);
});
