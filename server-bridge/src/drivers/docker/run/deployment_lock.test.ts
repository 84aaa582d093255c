import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {takeDeploymentLock} from './deployment_lock.ts';

type Held = {readonly imageId: string; readonly labels: Readonly<Record<string, string>>};

/** An engine that knows names and one image. */
function makeEngine(image = 'sha256:here') {
    const names = new Map<string, Held>();
    const engine = {
        holdName: ({name, imageId, labels}: {readonly name: string} & Held) => {
            if (imageId !== image) {
                return Promise.resolve(undefined);
            }
            const free = !names.has(name);
            if (free) {
                names.set(name, {imageId, labels});
            }
            return Promise.resolve(free);
        },
        fetchContainer: (name: string) =>
            Promise.resolve(names.get(name) as (Held & Partial<ContainerDetails>) | undefined),
        removeContainer: (name: string) => Promise.resolve(void names.delete(name)),
    } as unknown as Engine;
    return {engine, names};
}

const TARGET = {kind: 'compose', name: 'chat', service: 'mattermost', container: 'chat-mattermost-1'} as Parameters<
    typeof takeDeploymentLock
>[1]['target'];
const holder = (runId: string) => ({runId, host: 'ops-1', since: '2026-11-28T02:00:00.000Z'});
const take = (engine: Engine, runId: string, over: readonly string[] = [], imageIds = ['sha256:here']) =>
    takeDeploymentLock(engine, {
        target: TARGET,
        holder: holder(runId),
        imageIds,
        isOver: (id) => over.includes(id),
    });

test('a second state folder is refused while a run is open, and told whose it is', async () => {
    const {engine, names} = makeEngine();
    await take(engine, 'a'.repeat(32));
    const [container] = names.keys();
    await expect(take(engine, 'b'.repeat(32))).rejects.toMatchObject({
        code: 'run_elsewhere',
        data: {run: 'aaaaaaaa', host: 'ops-1', since: '2026-11-28T02:00:00.000Z', free: `docker rm ${container}`},
    });
});

test('a run that was cut off takes its own lock again; released, it is free for everybody', async () => {
    const {engine, names} = makeEngine();
    await take(engine, 'a'.repeat(32));
    const lock = await take(engine, 'a'.repeat(32));
    await lock.release();
    expect(names.size).toBe(0);
    await take(engine, 'b'.repeat(32));
    expect(names.size).toBe(1);
});

test('what an ended run of this state folder has left behind is removed', async () => {
    const {engine, names} = makeEngine();
    await take(engine, 'a'.repeat(32));
    await take(engine, 'b'.repeat(32), ['a'.repeat(32)]);
    expect([...names.values()].map(({labels}) => labels['fips-readiness.run'])).toEqual(['b'.repeat(32)]);
});

test('any image the engine has will do; without one there is nothing to hold', async () => {
    const {engine, names} = makeEngine();
    await take(engine, 'a'.repeat(32), [], ['sha256:gone', 'sha256:here']);
    expect(names.size).toBe(1);
    const without = makeEngine();
    const lock = await take(without.engine, 'a'.repeat(32), [], ['sha256:gone']);
    await lock.release();
    expect(without.names.size).toBe(0);
});
