import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import type {Compose, ComposeProject} from './compose.ts';
import type {FileEdit} from './image_edit.ts';

/** What `docker compose config` says of an edit: only the wished value moved, or what else did. */
export type EditProof =
    | {readonly code: 'proved'; readonly recreated: readonly string[]}
    | {readonly code: 'moved_more'; readonly paths: readonly string[]}
    | {readonly code: 'not_moved'};

/**
 * Proves an edit before anything is written into the project: compose reads the edited text from a folder of the agent's
 * own, with the real project folder, and its two answers may differ in this one service's image only. `recreated` are
 * the services whose configuration hash changes, which a plain `up` would make anew.
 */
export async function proveEdit(input: {
    readonly compose: Compose;
    readonly project: ComposeProject;
    readonly service: string;
    readonly edit: FileEdit;
    readonly image: string;
}): Promise<EditProof> {
    const {compose, project, service, edit, image} = input;
    const folder = await mkdtemp(join(tmpdir(), 'fips-agent-proof-'));
    try {
        const copy = join(folder, basename(edit.path));
        await writeFile(copy, edit.after, {mode: 0o600});
        const swap = (files: readonly string[]) => files.map((file) => (file === edit.path ? copy : file));
        const ownEnv = project.envFiles.length === 0 && edit.path === join(project.directory, '.env');
        const edited = {...project, files: swap(project.files), envFiles: ownEnv ? [copy] : swap(project.envFiles)};
        const before = {config: await compose.fetchConfig(project), hashes: await compose.fetchHashes(project)};
        const after = {config: await compose.fetchConfig(edited), hashes: await compose.fetchHashes(edited)};
        const wished = `services.${service}.image`;
        const paths = findDifferences(before.config, after.config, '');
        if (!paths.includes(wished) || readPath(after.config, ['services', service, 'image']) !== image) {
            return {code: 'not_moved'};
        }
        const others = paths.filter((path) => path !== wished);
        if (others.length > 0) {
            return {code: 'moved_more', paths: others};
        }
        const recreated = [...after.hashes]
            .filter(([name, hash]) => before.hashes.get(name) !== hash)
            .map(([name]) => name);
        return {code: 'proved', recreated};
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}

/** Paths (keys only, never values) at which two JSON values differ. */
export function findDifferences(first: unknown, second: unknown, path: string): readonly string[] {
    if (isObject(first) && isObject(second)) {
        const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
        return [...keys].flatMap((key) =>
            findDifferences(first[key], second[key], path === '' ? key : `${path}.${key}`),
        );
    }
    return JSON.stringify(first) === JSON.stringify(second) ? [] : [path];
}

function readPath(value: unknown, keys: readonly string[]): unknown {
    return keys.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
