/**
 * The results of `work` in the order of the items. No more than `most` items are in hand at once, those that wait for an earlier one
 * too. Where the list fails, what is in hand comes first. `work` does not reject.
 */
export async function* mapInOrder<T, R>(
    items: AsyncIterable<T>,
    most: number,
    work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
    const inHand: Promise<R>[] = [];
    try {
        for await (const item of items) {
            inHand.push(work(item));
            if (inHand.length === most) {
                yield* inHand.splice(0, 1);
            }
        }
    } finally {
        yield* inHand;
    }
}
