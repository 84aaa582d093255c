/** One measured figure. Without a limit it is printed for comparison only. */
export type Figure = {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
    readonly limit?: number;
    readonly note?: string;
};

/** The middle value; of an even number, the upper one of the two. */
export function median(values: readonly number[]): number {
    const sorted = [...values].sort((first, second) => first - second);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * The two of at least six values that enclose the true median in 95 of 100 cases or more. Each value falls on either side
 * of it like a fair coin, so what is cut off at each end follows from the binomial distribution alone.
 */
export function medianInterval(values: readonly number[]): {readonly from: number; readonly to: number} {
    const sorted = [...values].sort((first, second) => first - second);
    const count = sorted.length;
    let outside = 0;
    let chance = 0.5 ** count;
    let cut = 0;
    while (2 * (outside + chance) <= 0.05) {
        outside += chance;
        chance *= (count - cut) / (cut + 1);
        cut += 1;
    }
    return {from: sorted[cut - 1] ?? Number.NaN, to: sorted[count - cut] ?? Number.NaN};
}
