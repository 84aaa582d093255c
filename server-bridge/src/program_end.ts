/** How a program of an image ended; 127 where it could not be started. Output may hold secrets: it stays inside the agent. */
export type ProgramEnd = {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
    readonly timedOut: boolean;
};

/** Where no program was run. */
export const NOTHING_RUN: ProgramEnd = {exitCode: 127, stdout: '', stderr: '', timedOut: false};

/** The program is not in the image (127), or not to be run (126). */
export function isNotStarted(exitCode: number): boolean {
    return exitCode === 126 || exitCode === 127;
}

/** The release that `mattermost version` prints; undefined where it printed none. */
export function readVersion(stdout: string): string | undefined {
    return /^Version: (\S+)$/m.exec(stdout)?.[1];
}
