import {makeFact, makeMissing} from '@fips-readiness/core';
import type {Fact, FactValue} from '@fips-readiness/core';
import type {ContainerDetails, ContainerSummary, Engine} from '../engine/engine.ts';
import {findTrackedFile} from './find_tracked_file.ts';
import {findUnit} from './find_unit.ts';
import {findUpdater} from './find_updater.ts';
import {OWNER_TRACES} from './owner_traces.ts';
import type {OwnerTrace} from './owner_traces.ts';

type Owner = FactValue<'deployment_owner'>;

/** A tool's own words stand among the first of a file. */
const HEADER_CHARACTERS = 2_000;

/** What is looked at of a deployment. A plain container has no folder and no files. */
export type OwnedDeployment = {
    readonly directory: string;
    /** Texts hold secrets. */
    readonly files: readonly {readonly path: string; readonly text: string}[];
    /** The files a move would edit. */
    readonly editedFiles: readonly string[];
    /** The container's own ones, without those of its image. */
    readonly labels: Readonly<Record<string, string>>;
    readonly container: Pick<ContainerDetails, 'name'>;
    readonly containers: readonly ContainerSummary[];
};

/**
 * Another tool that would take our change back, by the trace it leaves: a label, a folder, a file's header, a file Git tracks, a
 * systemd unit, a running updater. Missing where a repository is there and its index cannot be read.
 */
export async function findOwner(
    engine: Pick<Engine, 'fetchContainer'>,
    deployment: OwnedDeployment,
    observedAt: string,
): Promise<Fact<Owner>> {
    const source = deployment.directory === '' ? 'agent_engine' : 'agent_compose';
    const {directory, container, containers, labels} = deployment;
    for (const trace of OWNER_TRACES) {
        const evidence = await findTrace(engine, trace, deployment);
        if (evidence !== undefined) {
            return makeFact({tool: trace.tool, evidence}, source, observedAt);
        }
    }
    const tracked = await findTrackedFile(deployment.editedFiles);
    if (tracked.code === 'tracked') {
        return makeFact({tool: 'git', evidence: tracked.path}, source, observedAt);
    }
    const unit = await findUnit({directory, container: container.name});
    if (unit !== undefined) {
        return makeFact({tool: 'systemd', evidence: unit}, source, observedAt);
    }
    const updater = await findUpdater(engine, containers, {name: container.name, labels});
    if (updater) {
        return makeFact(updater, source, observedAt);
    }
    return tracked.code === 'unknown'
        ? makeMissing('not_readable', source, observedAt)
        : makeFact({tool: 'none', evidence: ''}, source, observedAt);
}

async function findTrace(
    engine: Pick<Engine, 'fetchContainer'>,
    trace: OwnerTrace,
    {directory, files, labels, containers}: OwnedDeployment,
): Promise<string | undefined> {
    if ('label' in trace) {
        return Object.keys(labels).find((name) => trace.label.test(name) && labels[name]?.toLowerCase() !== 'false');
    }
    if ('folder' in trace) {
        return trace.folder.test(`${directory}/`) ? directory : undefined;
    }
    if ('header' in trace) {
        return files.find(({text}) =>
            text
                .slice(0, HEADER_CHARACTERS)
                .split('\n')
                .some((line) => isOwnWords(line) && trace.header.test(line)),
        )?.path;
    }
    for (const {id, name} of directory === '' ? [] : containers.filter((one) => trace.image.test(one.image))) {
        const mounts = (await engine.fetchContainer(id))?.mounts ?? [];
        if (mounts.some(({source}) => source !== '/' && `${directory}/`.startsWith(`${source}/`))) {
            return name;
        }
    }
    return undefined;
}

/** A comment, or a key of the file's own: a value that happens to read like it tells nothing. */
function isOwnWords(line: string): boolean {
    return /^\s*#/.test(line) || /^x-[\w-]+\s*:/.test(line);
}
