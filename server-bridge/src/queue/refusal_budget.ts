/** At most `limit` refusals are spoken in any `windowMs` (security.md rule 4): the agent cannot be made to flood its channel. */
export type RefusalBudget = {readonly take: (nowMs: number) => boolean};

/** Makes a budget. */
export function makeRefusalBudget(limit: number, windowMs: number): RefusalBudget {
    let spoken: readonly number[] = [];
    return {
        take: (nowMs) => {
            spoken = spoken.filter((at) => nowMs - at < windowMs);
            if (spoken.length >= limit) {
                return false;
            }
            spoken = [...spoken, nowMs];
            return true;
        },
    };
}
