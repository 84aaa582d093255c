/** A risk as an admin accepts it in the settings. */
export const makeRisk = (check: string, reason: string, why: string) => ({
    check,
    reason,
    why,
    by: 'maria',
    at: '2026-11-28T12:00:00Z',
    serverVersion: '11.7.2',
});
