import {findHidden, FipsError, SERVER_PROGRAMS} from '@fips-readiness/core';
import type {Clock} from '../../../clock/clock.ts';
import {classifyRehearsal} from '../../../rehearsal/classify_rehearsal.ts';
import type {RehearsalOutcome} from '../../../rehearsal/classify_rehearsal.ts';
import {makeOneOffName} from '../../../rehearsal/one_off_name.ts';
import {isNotStarted, NOTHING_RUN, readVersion} from '../../../program_end.ts';
import type {ProgramEnd} from '../../../program_end.ts';
import type {KubernetesSettings} from '../../../settings/settings.ts';
import type {Cluster} from '../api/cluster.ts';
import {fetchPod} from './find_pod.ts';
import {makePod, nameRehearsal, PARTS} from './make_pod.ts';
import type {PodOwner} from './make_pod.ts';
import {requireRights} from './may_rehearse.ts';
import {removeLeftover} from './remove_pod.ts';
import {runPod} from './run_pod.ts';
import type {PodRun} from './run_pod.ts';
import {Template} from './template.ts';

/** The policy of deploy/kubernetes allows no pod that may live longer. */
const LONGEST_LIFE_SECONDS = 7_200;

/** The judged end, and what was printed: may hold secrets, stays inside the agent. `version` is null where the image told none. */
export type Rehearsal = {
    readonly outcome: RehearsalOutcome;
    readonly result: ProgramEnd;
    readonly version: string | null;
    readonly imageId: string;
};

/** A server of the live site, whose pod the rehearsal's is made from. */
export type Model = {
    readonly pod: string;
    readonly container: string;
    readonly image: string;
    /** Its release, where it was asked; its image is, where not. */
    readonly version: string | undefined;
    /** MM_CONFIG, where it could be read. */
    readonly config: string | undefined;
};

export type RehearsalInput = {
    readonly cluster: Pick<Cluster, 'call' | 'open'>;
    readonly namespace: string;
    readonly owner: PodOwner;
    readonly model: Model;
    /** The target image. */
    readonly image: string;
    readonly pull: boolean;
    readonly settings: Pick<KubernetesSettings, 'READY_SECONDS' | 'REHEARSAL_SECONDS'>;
    readonly clock: Clock;
    readonly signal: AbortSignal;
    /** Keeps what was printed where it did not pass: foreign text, which may hold secrets. */
    readonly keep: (result: ProgramEnd) => Promise<void>;
    readonly onLeftover: () => void;
    readonly onWait: (waitedMs: number, container: string | undefined) => void;
};

/**
 * Runs `mattermost db version` of the target image in a pod next to the live ones, as the server of `model` is started: the
 * configuration is loaded and validated, the database login proved. Throws FipsError where it does not come that far, or where the
 * image holds another release.
 */
export async function rehearse(input: RehearsalInput): Promise<Rehearsal> {
    const {cluster, namespace, owner, model, image, settings, clock, signal} = input;
    const place = {namespace, name: nameRehearsal(owner)};
    const limits = {startMs: settings.READY_SECONDS * 1000, programMs: settings.REHEARSAL_SECONDS * 1000};
    const deadlineMs = limits.startMs + Object.keys(PARTS).length * limits.programMs;
    await requireRights(cluster, {namespace, name: owner.name});
    if (await removeLeftover({cluster, place, clock}, signal, deadlineMs)) {
        input.onLeftover();
    }
    const template = Template.safeParse(await fetchPod(cluster, {namespace, name: model.pod})).data;
    const container = template?.spec.containers.find(({name}) => name === model.container);
    if (!template || !container) {
        throw new FipsError('container_not_running', {container: model.pod});
    }
    if (findHidden(container.volumeMounts.map(({mountPath}) => mountPath)).program.length > 0) {
        return {outcome: {code: 'program_hidden'}, result: NOTHING_RUN, version: null, imageId: ''};
    }
    let run: PodRun = {ends: {}, imageId: ''};
    for (const program of SERVER_PROGRAMS) {
        const maker = await makeOneOffName(deadlineMs);
        const body = makePod({
            template,
            container,
            owner,
            image,
            running: model.version === undefined ? model.image : undefined,
            program,
            config: model.config,
            pull: input.pull,
            maker,
            deadlineSeconds: Math.min(LONGEST_LIFE_SECONDS, Math.ceil(deadlineMs / 1000)),
        });
        run = await runPod({...input, place, body, maker, limits});
        if (!isNotStarted((run.ends[PARTS.target] ?? NOTHING_RUN).exitCode)) {
            break;
        }
    }
    const judged = judge(run, input);
    if (judged.outcome.code !== 'ok') {
        await input.keep(judged.result);
    }
    if ('error' in judged) {
        throw judged.error;
    }
    return judged;
}

/** As on Docker: a program that does not start is the end; one of another release, or of none, is no rehearsal at all. */
function judge(
    {ends, imageId}: PodRun,
    {model, image, settings}: RehearsalInput,
): Rehearsal | (Rehearsal & {readonly error: FipsError}) {
    const asked = ends[PARTS.target] ?? NOTHING_RUN;
    const version = readVersion(asked.stdout);
    const of = (result: ProgramEnd): Rehearsal => ({
        outcome: classifyRehearsal(result),
        result,
        version: version ?? null,
        imageId,
    });
    const withoutVersion = (result: ProgramEnd, name: string) => ({
        ...of(result),
        error: result.timedOut
            ? new FipsError('version_slow', {image: name, seconds: settings.REHEARSAL_SECONDS})
            : new FipsError('version_unknown', {image: name}),
    });
    if (version === undefined) {
        const {code} = classifyRehearsal(asked);
        return code === 'did_not_start' || code === 'timed_out' ? of(asked) : withoutVersion(asked, image);
    }
    const askedRunning = ends[PARTS.running] ?? NOTHING_RUN;
    const running = model.version ?? readVersion(askedRunning.stdout);
    if (running === undefined) {
        return withoutVersion(askedRunning, model.image);
    }
    const result = of(ends[PARTS.rehearsal] ?? NOTHING_RUN);
    return running === version
        ? result
        : {...result, error: new FipsError('version_differs', {image, found: version, running})};
}
