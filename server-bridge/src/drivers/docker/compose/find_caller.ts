import {readFile, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {isFipsError} from '@fips-readiness/core';
import type {Compose, ComposeCaller, ComposeProject} from '../edit/compose.ts';
import type {ContainerDetails} from '../engine/engine.ts';
import {ComposeConfig} from './schema.ts';

/** Folders nobody has: where they come back in the resolved project, a value is made from the caller's. */
const MARKS: ComposeCaller = {pwd: '/fips-agent-mark-of-pwd', home: '/fips-agent-mark-of-home'};
/** Each reading costs a call of compose. */
const MOST_READINGS = 12;
const NAMES_CALLER = /\$\{?(?:PWD|HOME)\b|~|^\s*(?:include|extends)\s*:/m;

/**
 * The shell the project was started from, where its files take paths from it. The running container tells: a mount whose source is
 * `${PWD}/config` in the files and `/srv/chat/config` in the engine was started from `/srv/chat`. Where it does not, the
 * project's folder and its owner's home are likely. Of several readings the first one counts whose hash is the one the container
 * carries: with it nothing has drifted. Undefined where the files name neither.
 */
export async function findCaller(input: {
    readonly compose: Compose;
    readonly project: ComposeProject;
    /** Of the project's files. */
    readonly texts: readonly string[];
    readonly service: string;
    readonly container: Pick<ContainerDetails, 'environment' | 'labels' | 'mounts'>;
    /** As `fetchHashes` takes them. */
    readonly containers: ReadonlyMap<string, string>;
}): Promise<ComposeCaller | undefined> {
    const {compose, project, texts, service, container, containers} = input;
    if (!texts.some((text) => NAMES_CALLER.test(text))) {
        return undefined;
    }
    // An env file below the caller's home is not found below a mark: then nothing is seen, and what is likely is tried.
    const marked = await unlessRefused(compose.fetchConfig({...project, caller: MARKS}));
    const text = JSON.stringify(marked) ?? '';
    if (marked !== undefined && !text.includes(MARKS.pwd) && !text.includes(MARKS.home)) {
        return undefined;
    }
    const seen = readSeen(marked, service, container);
    const pwds = unique([...seen.flatMap(readFrom(MARKS.pwd)), project.directory, ...project.files.map(dirname)]);
    const homes = unique([...seen.flatMap(readFrom(MARKS.home)), ...(await findHomes(project.directory))]);
    const readings = homes.flatMap((home) => pwds.map((pwd) => ({pwd, home}))).slice(0, MOST_READINGS);
    const wanted = container.labels['com.docker.compose.config-hash'];
    let likely: ComposeCaller | undefined;
    for (const caller of readings) {
        const hashes = await unlessRefused(compose.fetchHashes({...project, caller}, containers));
        if (hashes && hashes.get(service) === wanted) {
            return caller;
        }
        likely ??= hashes && caller;
    }
    return likely;
}

/** Files that compose refuses are told where they are needed. */
async function unlessRefused<T>(asked: Promise<T>): Promise<T | undefined> {
    try {
        return await asked;
    } catch (error) {
        if (isFipsError(error) && error.code === 'compose_refuses') {
            return undefined;
        }
        throw error;
    }
}

/** A value of the files, marks in it, and what the engine has in its place. */
type Seen = {readonly written: string; readonly actual: string};

function readSeen(
    marked: unknown,
    service: string,
    {environment, labels, mounts}: Pick<ContainerDetails, 'environment' | 'labels' | 'mounts'>,
): readonly Seen[] {
    const config = ComposeConfig.safeParse(marked);
    const own = config.data?.services[service];
    const pair = (written: string | null | undefined, actual: string | undefined): readonly Seen[] =>
        written && actual !== undefined ? [{written: written.replaceAll('$$', '$'), actual}] : [];
    return [
        ...(own?.volumes ?? []).flatMap(({source, target}) =>
            pair(source, mounts.find((mount) => mount.type === 'bind' && mount.target === target)?.source),
        ),
        ...Object.entries(own?.environment ?? {}).flatMap(([name, value]) => pair(value, environment.get(name))),
        ...Object.entries(own?.labels ?? {}).flatMap(([name, value]) => pair(value, labels[name])),
    ];
}

/** What stands in the engine where the files have the mark, if the rest around it is the same. */
function readFrom(mark: string): (seen: Seen) => readonly string[] {
    return ({written, actual}) => {
        const [before, after, ...more] = written.split(mark);
        const fits =
            before !== undefined &&
            after !== undefined &&
            more.length === 0 &&
            actual.length >= before.length + after.length &&
            actual.startsWith(before) &&
            actual.endsWith(after);
        const folder = fits ? actual.slice(before.length, actual.length - after.length) : '';
        return folder.startsWith('/') ? [folder] : [];
    };
}

/** Of the folder's owner, of whoever its path belongs to, and root's. */
async function findHomes(directory: string): Promise<readonly string[]> {
    const uid = (await stat(directory).catch(() => undefined))?.uid;
    const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
    const owner = users.split('\n').find((line) => line.split(':')[2] === String(uid));
    const [inPath] = /^\/(?:home\/[^/]+|root)(?=\/|$)/.exec(directory) ?? [];
    return [owner?.split(':')[5], inPath, '/root'].flatMap((home) => (home?.startsWith('/') === true ? [home] : []));
}

function unique(values: readonly string[]): readonly string[] {
    return [...new Set(values)];
}
