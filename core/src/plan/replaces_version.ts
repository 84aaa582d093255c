/** Major, minor, patch and pre-release; what comes behind a plus does not count. */
const STRICT = /^(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * Does the server store a bundle of version `brought` in place of one of version `stored`? Where the stored one is not a strict
 * version it does, where the brought one is not it does not (server/channels/app/plugin.go). Two different pre-releases of one
 * version count as yes: a bundle kept for nothing costs little.
 */
export function replacesVersion(brought: string, stored: string): boolean {
    const [next, last] = [STRICT.exec(brought), STRICT.exec(stored)];
    if (!next || !last) {
        return next !== null;
    }
    for (const part of [1, 2, 3]) {
        const difference = Number(next[part]) - Number(last[part]);
        if (difference !== 0) {
            return difference > 0;
        }
    }
    return last[4] !== undefined && next[4] !== last[4];
}
