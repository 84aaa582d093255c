import {FipsError, isFipsError} from '@fips-readiness/core';
import type {Clock} from '../../../clock/clock.ts';
import {NOTHING_RUN} from '../../../program_end.ts';
import type {ProgramEnd} from '../../../program_end.ts';
import {mayDo} from '../access.ts';
import type {Cluster} from '../api/cluster.ts';
import {isRefused} from '../api/is_refused.ts';
import {readPodLog} from '../read_logs.ts';
import {PODS} from '../resources.ts';
import type {ResourcePlace} from '../resources.ts';
import type {ContainerStatus, Pod} from '../schema.ts';
import {isAway} from '../api/is_away.ts';
import {findPod} from './find_pod.ts';
import {listStatuses, nameReason, readProgress} from './read_pod.ts';
import {removeOwn} from './remove_pod.ts';

const POLL_MS = 500;
/** How long a container may be kept from starting: a registry or a scheduler may get over it. */
const STUCK_MS = 10_000;

/** What the kubelet says of a program that is not in the image, or cannot be run. */
const NOT_STARTED: readonly string[] = ['StartError', 'ContainerCannotRun'];
/** As a shell's `timeout` ends: no signal's number, which would say that something else ended it. */
const TIMED_OUT = 124;

/** How each container of a pod ended, by its name; those that never ran are not among them. Output may hold secrets. */
export type PodRun = {readonly ends: Readonly<Record<string, ProgramEnd>>; readonly imageId: string};

export type PodLimits = {readonly startMs: number; readonly programMs: number};

/** Makes a pod, waits until it has ended, reads what it wrote, and removes it, whatever happens. Throws FipsError. */
export async function runPod(input: {
    readonly cluster: Pick<Cluster, 'call' | 'open'>;
    readonly place: ResourcePlace;
    readonly body: object;
    readonly maker: string;
    readonly limits: PodLimits;
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly onWait: (waitedMs: number, container: string | undefined) => void;
}): Promise<PodRun> {
    const {cluster, place, maker, clock} = input;
    try {
        await create(input);
        const {pod, timedOut} = await waitForEnd(input);
        return await readEnds(cluster, place, pod, timedOut);
    } finally {
        await removeOwn({cluster, place, clock}, maker);
    }
}

/** Quotas, security profiles and policies refuse a pod as a missing right is refused. */
async function create({cluster, place, body}: Pick<Parameters<typeof runPod>[0], 'cluster' | 'place' | 'body'>) {
    const {namespace, name} = place;
    const ask = {...PODS, verb: 'create', namespace} as const;
    try {
        await cluster.call(ask, body);
    } catch (error) {
        const isForbidden = isFipsError(error) && error.code === 'cluster_forbidden';
        throw isRefused(error, 422) || (isForbidden && (await mayDo(cluster, ask)))
            ? new FipsError('rehearsal_pod_refused', {pod: name, namespace})
            : error;
    }
}

async function waitForEnd({
    cluster,
    place,
    limits,
    clock,
    signal,
    onWait,
}: Parameters<typeof runPod>[0]): Promise<{readonly pod: Pod; readonly timedOut: string | undefined}> {
    const begunAt = clock.monotonicMs();
    let since = begunAt;
    let container: string | undefined;
    let stuck: {readonly reason: string; readonly since: number} | undefined;
    for (;;) {
        const now = clock.monotonicMs();
        const pod = await look(cluster, place);
        const progress = pod && pod !== 'away' ? readProgress(pod) : undefined;
        if (pod === undefined) {
            throw stuckError(place, 'Deleted');
        }
        if (pod !== 'away' && progress?.code === 'ended') {
            return {pod, timedOut: undefined};
        }
        if (progress?.code === 'running' && progress.container !== container) {
            container = progress.container;
            since = now;
        }
        if (pod !== 'away' && progress?.code === 'running' && now - since >= limits.programMs) {
            return {pod, timedOut: container};
        }
        const reason = progress?.code === 'waiting' ? progress.stuck : undefined;
        stuck = reason === undefined ? undefined : (stuck ?? {reason, since: now});
        if (stuck && now - stuck.since >= STUCK_MS) {
            throw stuckError(place, stuck.reason);
        }
        if (progress?.code !== 'running' && now - since >= limits.startMs) {
            throw stuckError(place, stuck?.reason ?? 'Pending');
        }
        if (signal.aborted) {
            throw new FipsError('interrupted');
        }
        onWait(now - begunAt, container);
        await clock.sleep(POLL_MS);
    }
}

/** An API that is away for a moment is waited out. */
async function look(cluster: Pick<Cluster, 'call'>, place: ResourcePlace): Promise<Pod | 'away' | undefined> {
    try {
        return await findPod(cluster, place);
    } catch (error) {
        if (isAway(error)) {
            return 'away';
        }
        throw error;
    }
}

async function readEnds(
    cluster: Pick<Cluster, 'open'>,
    place: ResourcePlace,
    pod: Pod,
    timedOut: string | undefined,
): Promise<PodRun> {
    const statuses = listStatuses(pod);
    const isOver = pod.status.reason === 'DeadlineExceeded';
    const ends: Record<string, ProgramEnd> = {};
    for (const {name, state} of statuses) {
        const ended = state.terminated;
        const isLate = name === timedOut || (isOver && ended?.exitCode !== 0);
        if (ended && NOT_STARTED.includes(ended.reason)) {
            ends[name] = {...NOTHING_RUN, stdout: ended.message};
        } else if (ended || state.running) {
            const stdout = await readPodLog(cluster, {...place, container: name});
            ends[name] = {
                exitCode: isLate ? TIMED_OUT : (ended?.exitCode ?? TIMED_OUT),
                stdout,
                stderr: '',
                timedOut: isLate,
            };
        }
    }
    if (Object.keys(ends).length === 0) {
        throw stuckError(place, nameReason(pod.status.reason));
    }
    return {ends, imageId: findImageId(statuses)};
}

function findImageId([first]: readonly ContainerStatus[]): string {
    return /sha256:[0-9a-f]{64}/.exec(first?.imageID ?? '')?.[0] ?? '';
}

function stuckError({namespace, name}: ResourcePlace, reason: string): FipsError {
    return new FipsError('rehearsal_pod_stuck', {pod: name, namespace, reason});
}
