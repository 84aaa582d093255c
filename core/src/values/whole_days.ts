/** Hours as days a person is told of: begun ones count, and it is one at least. */
export function toWholeDays(hours: number): number {
    return Math.max(1, Math.ceil(hours / 24));
}
