/** Bounds of core's AcceptedRisk, in characters. */
export const SHORTEST_REASON = 3;
export const LONGEST_REASON = 500;
