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
