import {randomBytes} from 'node:crypto';
import {readFile, readlink} from 'node:fs/promises';

const PREFIX = 'fips-agent-rehearsal-';
const PATTERN = /^fips-agent-rehearsal-(\d+)-(\d+)-(\d+)-(?:(\d+)s-)?[0-9a-f]{8}$/;
/** As long as any limit may be set: what a name without a limit may live. */
const LONGEST_LIFE_SECONDS = 86_400;

/** A process beyond doubt: ids are given out again, so its start (in clock ticks since boot) and its id space count too. */
type Owner = {readonly space: string; readonly pid: number; readonly start: string};

/** A fresh name that says which process made the one-off, and for how long it may run: one-offs carry no labels of the deployment. */
export async function makeOneOffName(timeoutMs: number): Promise<string> {
    const start = (await readStart(process.pid)) ?? '0';
    const life = `${Math.ceil(timeoutMs / 1000)}s`;
    return `${PREFIX}${await readSpace()}-${process.pid}-${start}-${life}-${randomBytes(4).toString('hex')}`;
}

/**
 * What is left of a one-off's maker, judged by such a name; undefined for any other name. A maker in another process space cannot be
 * looked at: how long it lets the one-off run is told.
 */
export async function findMaker(
    name: string,
): Promise<{readonly code: 'alive' | 'dead'} | {readonly code: 'elsewhere'; readonly lifeMs: number} | undefined> {
    const [, space, pid, start, life] = PATTERN.exec(name) ?? [];
    if (space === undefined || pid === undefined || start === undefined) {
        return undefined;
    }
    const owner: Owner = {space, pid: Number(pid), start};
    if (owner.space !== (await readSpace())) {
        return {code: 'elsewhere', lifeMs: Number(life ?? LONGEST_LIFE_SECONDS) * 1000};
    }
    return {code: (await readStart(owner.pid)) === owner.start ? 'alive' : 'dead'};
}

/** The number of this process's pid namespace; agents in other containers live in others. */
async function readSpace(): Promise<string> {
    const link = await readlink('/proc/self/ns/pid').catch(() => '');
    return /\d+/.exec(link)?.[0] ?? '0';
}

/** Field 22 of /proc/<pid>/stat; the program's name before it may hold blanks and brackets. */
async function readStart(pid: number): Promise<string | undefined> {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}
