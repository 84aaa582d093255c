import {FipsError} from '@fips-readiness/core';
import type {ContainerDetails, Engine, ImageDetails} from '../engine/engine.ts';
import type {Change} from '../container_changer.ts';
import {makeReplacingChanger} from './change.ts';

type Container = Pick<ContainerDetails, 'id' | 'name' | 'imageId' | 'state' | 'restartPolicy'>;

const OLD: Container = {id: 'old', name: 'chat', imageId: 'standard', state: 'running', restartPolicy: 'always'};
const CHANGE = {
    plan: {target: {kind: 'docker', container: 'chat', containerId: 'old'}},
    from: {reference: 'mattermost:standard', id: 'standard'},
    to: {reference: 'mattermost:fips', id: 'fips'},
    keptContainer: 'chat-before-1',
    nextContainer: 'chat-next-1',
    restartPolicy: 'always',
} as unknown as Change;

const NAMES = {'mattermost:standard': 'standard', 'mattermost:fips': 'fips'};

/** An engine in memory. `callsLeft` counts down with each change; the one after the last does not come to pass any more. */
function makeEngine(start: readonly Container[] = [OLD], names: Readonly<Record<string, string>> = NAMES) {
    const world = {containers: start, callsLeft: Infinity, mostRunning: 1};
    const change = (edit: (all: readonly Container[]) => readonly Container[]) => {
        if (world.callsLeft === 0) {
            throw new Error('killed');
        }
        world.callsLeft -= 1;
        world.containers = edit(world.containers);
        const running = world.containers.filter(({state}) => state === 'running').length;
        world.mostRunning = Math.max(world.mostRunning, running);
        return Promise.resolve();
    };
    const set = (id: string, more: Partial<Container>) =>
        change((all) => all.map((one) => (one.id === id ? {...one, ...more} : one)));
    const engine: Partial<Engine> = {
        fetchContainer: (id) =>
            Promise.resolve(world.containers.find((one) => one.name === id || one.id === id) as ContainerDetails),
        fetchImage: (reference) => {
            const id = names[reference] ?? Object.values(names).find((one) => one === reference);
            return Promise.resolve(id === undefined ? undefined : ({id} as ImageDetails));
        },
        loadImage: () => Promise.resolve(false),
        pullImage: () => Promise.resolve({code: 'absent'} as never),
        tagImage: () => Promise.resolve(),
        cloneContainer: async ({name, image}) => {
            const imageId = names[image] ?? '';
            const clone: Container = {
                id: `new-${world.callsLeft}`,
                name,
                imageId,
                state: 'created',
                restartPolicy: 'no',
            };
            await change((all) => [...all, clone]);
            return clone.id;
        },
        renameContainer: async (id, name) => {
            if (world.containers.some((one) => one.name === name)) {
                throw new FipsError('engine_refused', {endpoint: '', status: 409});
            }
            await set(id, {name});
        },
        stopContainer: (id) => set(id, {state: 'exited'}),
        startContainer: (id) => set(id, {state: 'running'}),
        setRestartPolicy: (id, restartPolicy) => set(id, {restartPolicy}),
        removeContainer: (id, options) => {
            expect(options).toEqual({keepVolumes: true});
            return change((all) => all.filter((one) => one.id !== id));
        },
    };
    return {world, changer: makeReplacingChanger(engine as Engine)};
}

const view = (containers: readonly Container[]) =>
    containers.map(({name, imageId, state, restartPolicy}) => [name, imageId, state, restartPolicy]);
const MOVED = [
    ['chat-before-1', 'standard', 'exited', 'no'],
    ['chat', 'fips', 'running', 'always'],
];
const CRASHES = Array.from({length: 12}, (_none, calls) => calls);

test('recreate keeps the old container under another name, and the way back brings it', async () => {
    const {world, changer} = makeEngine();
    expect(await changer.perform('recreate', CHANGE)).toMatchObject({code: 'done', outcome: 'recreated'});
    expect(view(world.containers)).toEqual(MOVED);
    expect(await changer.perform('recreate', CHANGE)).toMatchObject({code: 'done', outcome: 'already'});
    expect(await changer.revert('recreate', CHANGE)).toMatchObject({code: 'done', outcome: 'restored'});
    expect(world.containers).toEqual([OLD]);
    expect(world.mostRunning).toBe(1);
});

test.each(CRASHES)('killed after %i calls, the recreate is finished or taken back', async (calls) => {
    const killed = makeEngine();
    killed.world.callsLeft = calls;
    await killed.changer.perform('recreate', CHANGE).catch(() => undefined);
    const {containers} = killed.world;
    expect(containers.map(({id}) => id)).toContain('old');

    const resumed = makeEngine(containers);
    expect(await resumed.changer.perform('recreate', CHANGE)).toMatchObject({code: 'done'});
    expect(view(resumed.world.containers)).toEqual(MOVED);
    const back = makeEngine(containers);
    expect(await back.changer.revert('recreate', CHANGE)).toMatchObject({code: 'done', outcome: 'restored'});
    expect(back.world.containers).toEqual([OLD]);
    expect([killed, resumed, back].map(({world}) => world.mostRunning)).toEqual([1, 1, 1]);
});

test.each(CRASHES)('killed after %i calls, the way back is finished', async (calls) => {
    const killed = makeEngine();
    await killed.changer.perform('recreate', CHANGE);
    killed.world.callsLeft = calls;
    await killed.changer.revert('recreate', CHANGE).catch(() => undefined);
    expect(killed.world.containers.map(({id}) => id)).toContain('old');
    const resumed = makeEngine(killed.world.containers);
    expect(await resumed.changer.revert('recreate', CHANGE)).toMatchObject({code: 'done', outcome: 'restored'});
    expect(resumed.world.containers).toEqual([OLD]);
});

test('a host that started again between two calls runs the old container under its other name: it is stopped first', async () => {
    const kept: Container = {...OLD, name: 'chat-before-1'};
    const next: Container = {id: 'new', name: 'chat', imageId: 'fips', state: 'created', restartPolicy: 'no'};
    const {world, changer} = makeEngine([kept, next]);
    await changer.perform('recreate', CHANGE);
    expect(view(world.containers)).toEqual(MOVED);
    expect(world.mostRunning).toBe(1);
});

test('a name that has another image by now is noticed before anything is touched', async () => {
    const {world, changer} = makeEngine([OLD], {'mattermost:fips': 'other'});
    expect(await changer.perform('recreate', CHANGE)).toMatchObject({code: 'failed', reason: 'tag_moved'});
    expect(world.containers).toEqual([OLD]);
});

test('what the engine refuses is a failure of the step, and nothing was touched', async () => {
    const {world, changer} = makeEngine([OLD, {...OLD, id: 'other', name: 'chat-before-1', state: 'exited'}]);
    expect(await changer.perform('recreate', CHANGE)).toMatchObject({code: 'failed', reason: 'container_refused'});
    expect(await changer.revert('recreate', CHANGE)).toMatchObject({code: 'done'});
    expect(world.containers[0]).toEqual(OLD);
});

test('a container of somebody else under the name is left alone', async () => {
    const foreign: Container = {...OLD, id: 'foreign', imageId: 'newer'};
    const {world, changer} = makeEngine([{...OLD, name: 'chat-before-1', state: 'exited'}, foreign]);
    expect(await changer.revert('recreate', CHANGE)).toMatchObject({code: 'failed', reason: 'wrong_image'});
    expect(world.containers).toContain(foreign);
});

const NEW: Container = {...OLD, id: 'new', imageId: 'fips'};

test.each(CRASHES)(
    'killed after %i calls, an old container that was cleaned up is made anew all the same',
    async (calls) => {
        const killed = makeEngine([NEW]);
        killed.world.callsLeft = calls;
        await killed.changer.revert('recreate', CHANGE).catch(() => undefined);
        expect(killed.world.containers).not.toEqual([]);
        const resumed = makeEngine(killed.world.containers);
        expect(await resumed.changer.revert('recreate', CHANGE)).toMatchObject({code: 'done', outcome: 'restored'});
        expect(view(resumed.world.containers)).toEqual([['chat', 'standard', 'running', 'always']]);
    },
);

test('with neither the old container nor its image the new one stays', async () => {
    const {world, changer} = makeEngine([NEW], {'mattermost:fips': 'fips'});
    expect(await changer.revert('recreate', CHANGE)).toMatchObject({code: 'failed', reason: 'old_image_gone'});
    expect(world.containers).toEqual([NEW]);
});

test('with no container left at all a person is asked', async () => {
    const {changer} = makeEngine([]);
    expect(await changer.revert('recreate', CHANGE)).toMatchObject({code: 'failed', reason: 'kept_container_gone'});
});
