/** A Mattermost release number, e.g. 11.7.10. */
export type ServerVersion = {readonly major: number; readonly minor: number; readonly patch: number};

const PATTERN = /^v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5})(?:[-+.].*)?|[-+].*)?$/;

/** Reads `11.7.2`, `v11.7`, `11.7.2-rc1`, `11.6.0.11.6.0.hash.false` (the X-Version-Id header); undefined otherwise. */
export function parseServerVersion(text: string): ServerVersion | undefined {
    const match = PATTERN.exec(text.trim());
    if (!match) {
        return undefined;
    }
    return {major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? '0')};
}

/** `11.7.2` */
export function printServerVersion(version: ServerVersion): string {
    return `${version.major}.${version.minor}.${version.patch}`;
}

/** True when `version` is `floor` or newer. */
export function isAtLeast(version: ServerVersion, floor: ServerVersion): boolean {
    if (version.major !== floor.major) {
        return version.major > floor.major;
    }
    if (version.minor !== floor.minor) {
        return version.minor > floor.minor;
    }
    return version.patch >= floor.patch;
}
