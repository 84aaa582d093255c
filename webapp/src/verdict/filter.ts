/** The states a reader can choose, in the order of the chips. */
export const FILTERS = ['fail', 'warn', 'unknown', 'cured', 'accepted', 'pass'] as const;

export type Filter = (typeof FILTERS)[number];
