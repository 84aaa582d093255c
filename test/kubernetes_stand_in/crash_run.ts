import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {setTimeout as delay} from 'node:timers/promises';
import {SOURCE_BIN} from '../agent/run_agent.ts';
import type {ClusterDesk, Sides} from './cluster_desk.ts';
import {nameObject, putObject} from './cluster_state.ts';
import type {ClusterObject} from './cluster_state.ts';
import {FAULTS, LEASE} from './crash_faults.ts';
import type {Disturbance, Fault} from './crash_faults.ts';

const LOOK_MS = 20;
const MOST_LOOKS = 250;

/** How a disturbed run ended, and what it left. */
export type Ended = {
    readonly exitCode: number;
    readonly said: string;
    readonly wasMet: boolean;
    readonly sides: Sides;
    readonly left: readonly string[];
    readonly version: unknown;
    readonly secret: Readonly<Record<string, string>>;
    readonly kit: string;
};

/** Carries out a plan; the fault begins once the run says `line`. */
export async function disturb(desk: ClusterDesk, fault: Fault, line: string): Promise<Ended> {
    const file = await desk.plan();
    let disturbing: ReturnType<Disturbance> | undefined;
    let isOver = false;
    const applied = desk
        .run(['apply', file, '--yes'], {
            heard: (said) => {
                if (said.startsWith(line)) {
                    disturbing ??= FAULTS[fault](desk);
                }
            },
        })
        .finally(() => (isOver = true));
    while (!isOver && disturbing === undefined) {
        await delay(LOOK_MS);
    }
    const disturbance = await disturbing;
    while (disturbance && !isOver && !disturbance.isMet()) {
        await delay(LOOK_MS);
    }
    await disturbance?.end();
    return readEnd(desk, await applied, disturbing !== undefined);
}

/** `kill -9` of a process of its own once it says `line`; `heard` is told each line. True where it came that far. */
export async function killAfter(
    desk: ClusterDesk,
    line: string,
    heard: (said: string) => void = () => undefined,
): Promise<boolean> {
    const file = await desk.plan();
    const child = spawn(process.execPath, [SOURCE_BIN, 'apply', file, '--yes'], {
        env: {PATH: process.env['PATH'] ?? '', ...desk.env},
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    let wasMet = false;
    for (const input of [child.stdout, child.stderr]) {
        createInterface({input}).on('line', (said) => {
            heard(said);
            if (said.startsWith(line)) {
                wasMet = true;
                child.kill('SIGKILL');
            }
        });
    }
    await once(child, 'close');
    return wasMet;
}

/** Killed once it says `line`; the next process goes on as `next` says. */
export async function killAndGoOn(desk: ClusterDesk, line: string, next: readonly string[]): Promise<Ended> {
    const {state} = desk.cluster;
    let lease: ClusterObject | undefined;
    let before = '';
    const wasMet = await killAfter(desk, line, (said) => {
        before += `${said}\n`;
        lease = state.objects.get(LEASE) ?? lease;
    });
    if (!wasMet) {
        throw new Error(`it ended before it could be killed:\n${before}`);
    }
    if (lease && (await reopen(desk)) && !state.objects.has(LEASE)) {
        putObject(state, 'leases', lease);
    }
    return readEnd(desk, await desk.run(next), wasMet);
}

/** The last line closes a run at once: a process that was quicker than its end is put back before it. True where it was. */
async function reopen({folder}: ClusterDesk): Promise<boolean> {
    const [runId = ''] = await readdir(join(folder, 'state/runs'));
    const path = join(folder, 'state/runs', runId, 'journal.jsonl');
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const isClosed = lines.at(-1)?.includes('"kind":"closed"') === true;
    if (isClosed) {
        await writeFile(path, `${lines.slice(0, -1).join('\n')}\n`);
    }
    return isClosed;
}

async function readEnd(
    desk: ClusterDesk,
    run: {readonly exitCode: number; readonly said: string},
    wasMet: boolean,
): Promise<Ended> {
    const {objects} = desk.cluster.state;
    // What nobody waits for may still be on its way; what never settles is judged as it is.
    for (let look = 0; desk.cluster.isMoving() && look < MOST_LOOKS; look += 1) {
        await delay(LOOK_MS);
    }
    const spec = objects.get(nameObject('mattermosts', 'chat', 'mm'))?.['spec'] as {version?: string} | undefined;
    return {
        ...run,
        wasMet,
        sides: desk.readSides(),
        left: desk.findLeft(),
        version: spec?.version,
        secret: objects.get(nameObject('secrets', 'chat', 'db'))?.['data'] as Ended['secret'],
        kit: await desk.readKit(),
    };
}

/** Begins every case, so many at once; answers how one of them ended. */
export function runAll<Case extends readonly string[]>(
    cases: readonly Case[],
    run: (one: Case) => Promise<Ended>,
    atOnce: number,
): {readonly find: (one: Case) => Promise<Ended>; readonly settle: () => Promise<unknown>} {
    const waiting: (() => void)[] = [];
    let free = atOnce;
    const take = (): Promise<void> => {
        free -= 1;
        return free >= 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
    };
    const give = (): void => {
        free += 1;
        waiting.shift()?.();
    };
    const ends = new Map(
        cases.map((one) => [
            one.join(),
            take()
                .then(() => run(one))
                .finally(give),
        ]),
    );
    const settle = () => Promise.allSettled(ends.values());
    void settle();
    return {
        find: (one) => ends.get(one.join()) ?? Promise.reject(new Error('no such case')),
        settle,
    };
}
