/** Hours as days a person reads: started ones count, and it is one at least. */
export function toWholeDays(hours: number): number {
    return Math.max(1, Math.ceil(hours / 24));
}
