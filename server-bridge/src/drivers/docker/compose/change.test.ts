import type {Plan} from '@fips-readiness/core';
import type {Compose, ComposeProject} from '../edit/compose.ts';
import {RESOLVED_PROJECT} from '../edit/resolved_project.ts';
import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {makeFingerprint} from '../edit/fingerprint.ts';
import type {Change} from '../container_changer.ts';
import {makeComposeChanger} from './change.ts';

const NAME = 'mattermost-docker-mattermost-1';
const HALFWAY = `f4a44933514a_${NAME}`;
const LABELS = {
    'com.docker.compose.project': 'mattermost-docker',
    'com.docker.compose.service': 'mattermost',
    'com.docker.compose.config-hash': 'new',
};
const STANDARD = {reference: 'standard:1', id: 'sha256:1'};
const FIPS = {reference: 'fips:1', id: 'sha256:2'};

type Seen = {readonly name: string; readonly imageId: string};

/** An engine that shows these containers one after the other, one a look, the last from then on. */
function makeChange(shown: readonly Seen[], exitCodes: readonly number[] = [], rotation: object | null = null) {
    const asked: boolean[] = [];
    const alone: boolean[] = [];
    let look = 0;
    const current = () => shown[Math.min(look, shown.length - 1)] as Seen;
    const engine = {
        fetchContainers: async () => [{id: 'c', labels: LABELS, running: true, createdAt: new Date(0)}],
        fetchContainer: async () => {
            const seen = {...current(), id: 'c', labels: LABELS, state: 'running'} as unknown as ContainerDetails;
            look += 1;
            return seen;
        },
        fetchImage: async (reference: string) => ({id: reference === FIPS.reference ? FIPS.id : STANDARD.id}),
    } as unknown as Engine;
    const compose = {
        fetchHashes: async () => new Map([['mattermost', 'new']]),
        up: async (
            _project: unknown,
            _service: string,
            options: {readonly anew?: boolean; readonly alone?: boolean} = {},
        ) => {
            asked.push(options.anew === true);
            alone.push(options.alone === true);
            return {exitCode: exitCodes[asked.length - 1] ?? 0, output: ''};
        },
    } as unknown as Compose;
    const target = {
        kind: 'compose',
        name: 'mattermost-docker',
        service: 'mattermost',
        container: NAME,
        files: [],
        envFiles: [],
    };
    const change = {
        plan: {target, change: {way: 'files', fingerprints: []}, rotation} as unknown as Plan,
        files: [],
        from: STANDARD,
        to: FIPS,
        clock: {sleep: async () => undefined},
        keepOutput: async () => undefined,
    } as unknown as Change;
    const changer = makeComposeChanger(engine, compose);
    return {
        asked,
        alone,
        perform: () => changer.perform('recreate', change),
        revert: () => changer.revert('recreate', change),
    };
}

const OLD = {name: NAME, imageId: 'sha256:1'};
const NEW = {name: NAME, imageId: FIPS.id};
const LEFT = {name: HALFWAY, imageId: FIPS.id};

test('a plain up recreates, once', async () => {
    const {asked, perform} = makeChange([OLD, NEW]);
    expect(await perform()).toMatchObject({code: 'done', outcome: 'recreated', data: {container: NAME}});
    expect(asked).toEqual([false]);
});

test('a container that has its image and its name is left alone', async () => {
    const {asked, perform} = makeChange([NEW]);
    expect(await perform()).toMatchObject({code: 'done', outcome: 'already'});
    expect(asked).toEqual([]);
});

test.each([
    ['by this up', [OLD, LEFT, NEW], [false, true]],
    ['before it', [LEFT, NEW], [true]],
])('what another up left halfway %s is made anew', async (_when, shown, expected) => {
    const {asked, perform} = makeChange(shown);
    expect(await perform()).toMatchObject({code: 'done', outcome: 'recreated', data: {container: NAME}});
    expect(asked).toEqual(expected);
});

test('an up that fails beside another one is tried again', async () => {
    const {asked, perform} = makeChange([OLD, OLD, NEW], [1, 0]);
    expect(await perform()).toMatchObject({code: 'done', outcome: 'recreated'});
    expect(asked).toEqual([false, false]);
});

test('what stays halfway is a failure, with the name nobody gave', async () => {
    const {asked, perform} = makeChange([OLD, LEFT]);
    expect(await perform()).toMatchObject({code: 'failed', reason: 'left_halfway', data: {container: HALFWAY}});
    expect(asked).toEqual([false, true, true, true, true]);
});

const FAILS_THRICE = [1, 1, 1, 0];
const GOES_BACK = [NEW, NEW, NEW, NEW, OLD];

test('the way back leaves what the service depends on alone, once that has held it up', async () => {
    const {alone, revert} = makeChange(GOES_BACK, FAILS_THRICE);
    expect(await revert()).toMatchObject({code: 'done', outcome: 'recreated'});
    expect(alone).toEqual([false, false, false, true]);
});

test.each([
    ['with a password to bring back', (change: ReturnType<typeof makeChange>) => change.revert(), {role: 'mmuser'}],
    ['forwards', (change: ReturnType<typeof makeChange>) => change.perform(), null],
])('%s the database’s container is never left out', async (_way, go, rotation) => {
    const change = makeChange([{name: NAME, imageId: 'sha256:3'}], [1, 1, 1, 1, 1], rotation);
    expect(await go(change)).toMatchObject({code: 'failed', reason: 'compose_up_failed'});
    expect(change.alone).toEqual([false, false, false, false, false]);
});

describe('a file that compose reads besides the project’s own (included, extended, a service’s env file)', () => {
    const KEY = 'ab'.repeat(32);
    const edit = {path: '/p/.env', before: 'IMAGE=standard', after: 'IMAGE=fips'};
    /** Compose says what the edited file and the included one say. */
    const makeChanger = (included: string) => {
        const asked: string[] = [];
        const compose = {
            fetchConfig: (project: ComposeProject) => {
                asked.push(project.texts?.get(edit.path) ?? '');
                return Promise.resolve({own: project.texts?.get(edit.path), included});
            },
            fetchHashes: () => Promise.resolve(new Map([['mattermost', 'new']])),
            up: () => Promise.resolve({exitCode: 0, output: ''}),
        } as unknown as Compose;
        return {asked, compose};
    };
    const planned = makeFingerprint(KEY, RESOLVED_PROJECT, JSON.stringify({own: edit.before, included: 'as planned'}));

    test.each([
        ['as it was planned -> recreated', 'as planned', {code: 'done'}],
        [
            'changed since -> nothing is recreated, and nothing of the step needs reverting',
            'by somebody',
            {code: 'failed', reason: 'file_differs', consequence: 'stop'},
        ],
    ])('%s', async (_name, included, result) => {
        const {asked, compose} = makeChanger(included);
        const engine = {
            fetchContainers: () => Promise.resolve([{id: 'c', labels: LABELS, running: true, createdAt: new Date(0)}]),
            fetchContainer: () => Promise.resolve({...NEW, id: 'c', labels: LABELS, state: 'running'}),
            fetchImage: () => Promise.resolve({id: FIPS.id}),
        } as unknown as Engine;
        const target = {
            kind: 'compose',
            folder: '/p',
            name: 'mattermost-docker',
            service: 'mattermost',
            container: NAME,
            files: [],
            envFiles: [],
        };
        const change = {
            plan: {
                target,
                change: {way: 'files', fingerprints: [{path: RESOLVED_PROJECT, hmac: planned}]},
                rotation: null,
            },
            files: [edit],
            from: STANDARD,
            to: FIPS,
            fingerprintKey: KEY,
            clock: {sleep: () => Promise.resolve()},
            keepOutput: () => Promise.resolve(),
        } as unknown as Change;
        expect(await makeComposeChanger(engine, compose).perform('recreate', change)).toMatchObject(result);
        expect(asked).toEqual([edit.before]);
    });
});
