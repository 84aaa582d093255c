import type {ContainerDetails} from '../engine/engine.ts';
import {readContainerLayers} from './container_layers.ts';

const CONTAINER = {
    id: 'c1',
    name: 'chat',
    imageId: 'new',
    state: 'running',
    health: 'healthy',
    labels: {},
    settings: {},
    environment: new Map([['MM_A', '1']]),
    mounts: [],
    networks: [],
} as unknown as ContainerDetails;
const engine = {fetchImage: () => Promise.resolve(undefined)};

/** Everything that is not plainly ok, as `layer: state reason names`. */
async function look(after: Partial<ContainerDetails>, before: Partial<ContainerDetails> = {}, allowed: string[] = []) {
    const layers = await readContainerLayers(engine, {...CONTAINER, ...after}, {...CONTAINER, ...before}, allowed);
    return layers
        .filter(({state}) => state !== 'ok')
        .map(({layer, state, reason, names}) => [`${layer}: ${state} ${reason}`, ...names].join(' '));
}

test.each([
    ['nothing differs', {}, {}, []],
    ['another user', {user: '0'}, {}, ['settings: failed more user']],
    ['a variable the plan does not change', {environment: new Map()}, {}, ['settings: failed more variable MM_A']],
    ['unhealthy, and it was healthy', {health: 'unhealthy'}, {}, ['docker_health: failed unhealthy']],
    ['its health check has not run yet', {health: 'starting'}, {}, ['docker_health: skipped not_yet']],
    ['it was not healthy before', {health: 'unhealthy'}, {health: 'none'}, ['docker_health: skipped not_before']],
] as const)('%s', async (_name, after, before, expected) => {
    expect(await look(after, before)).toEqual(expected);
});

test('a variable the plan changes is no difference', async () => {
    expect(await look({environment: new Map([['MM_A', '2']])}, {}, ['MM_A'])).toEqual([]);
});
