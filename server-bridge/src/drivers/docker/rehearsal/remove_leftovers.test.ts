import type {Engine} from '../engine/engine.ts';
import {removeLeftovers} from './remove_leftovers.ts';

const NOW = new Date('2026-11-28T12:00:00Z');

async function removeFrom(name: string, ageSeconds: number): Promise<readonly string[]> {
    const removed: string[] = [];
    const engine = {
        fetchContainers: async () => [{id: 'one', name, createdAt: new Date(NOW.getTime() - ageSeconds * 1000)}],
        removeContainer: async (id: string) => void removed.push(id),
    } as unknown as Engine;
    expect(await removeLeftovers(engine, NOW)).toBe(removed.length);
    return removed;
}

test.each([
    ['of an agent elsewhere that still may run', 'fips-agent-rehearsal-1-2-3-600s-00000000', 500, []],
    ['of an agent elsewhere whose engine is slow', 'fips-agent-rehearsal-1-2-3-30s-00000000', 140, []],
    ['of an agent elsewhere that is over its limit', 'fips-agent-rehearsal-1-2-3-30s-00000000', 151, ['one']],
    ['of somebody else', 'fips-agent-rehearsal-mine', 1e6, []],
])('a one-off %s', async (_whose, name, ageSeconds, removed) => {
    expect(await removeFrom(name, ageSeconds)).toEqual(removed);
});

test('a one-off of this process space whose process is gone', async () => {
    const {makeOneOffName} = await import('../../../rehearsal/one_off_name.ts');
    const name = await makeOneOffName(30_000);
    expect(await removeFrom(name, 1e6)).toEqual([]);
    expect(await removeFrom(name.replace(`-${process.pid}-`, '-4194305-'), 1)).toEqual(['one']);
});
