import {mapInOrder} from './map_in_order.ts';

async function* makeItems(count: number): AsyncGenerator<number> {
    for (let item = 0; item < count; item += 1) {
        yield item;
    }
}

test.each([0, 1, 3, 10])('%i items: in order whichever ends first, and never more than four in hand', async (count) => {
    let inHand = 0;
    let most = 0;
    const work = async (item: number): Promise<number> => {
        inHand += 1;
        most = Math.max(most, inHand);
        // An even item takes longer than the odd one after it.
        for (let turn = 0; turn < (item % 2 === 0 ? 20 : 1); turn += 1) {
            await Promise.resolve();
        }
        inHand -= 1;
        return item;
    };
    const results: number[] = [];
    for await (const result of mapInOrder(makeItems(count), 4, work)) {
        results.push(result);
    }
    expect(results).toEqual(Array.from({length: count}, (_none, item) => item));
    expect(most).toBeLessThanOrEqual(4);
});

test('a list that fails: what is in hand comes first, then the failure', async () => {
    const failing = async function* (): AsyncGenerator<number> {
        yield* makeItems(5);
        throw new Error('no next page');
    };
    const seen: number[] = [];
    await expect(async () => {
        for await (const one of mapInOrder(failing(), 2, (item) => Promise.resolve(item))) {
            seen.push(one);
        }
    }).rejects.toThrow('no next page');
    expect(seen).toEqual([0, 1, 2, 3, 4]);
});
