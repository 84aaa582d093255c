import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import type {Compose, ComposeProject} from './compose.ts';
import {findDifferences} from './differences.ts';
import type {Difference} from './differences.ts';
import type {FileEdit} from './image_edit.ts';

/** What an edit would do. `recreated` are the services a plain `up` would make anew: their configuration hash changes. */
export type EditEffect = {readonly differences: readonly Difference[]; readonly recreated: readonly string[]};

/**
 * Asks compose what an edit would do before anything is written into the project: it reads the edited text from a folder of
 * the agent's own, with the real project folder, and its two answers are compared.
 */
export async function compareEdit(input: {
    readonly compose: Compose;
    readonly project: ComposeProject;
    readonly edit: FileEdit;
}): Promise<EditEffect> {
    const {compose, project, edit} = input;
    const folder = await mkdtemp(join(tmpdir(), 'fips-agent-proof-'));
    try {
        const copy = join(folder, basename(edit.path));
        await writeFile(copy, edit.after, {mode: 0o600});
        const swap = (files: readonly string[]) => files.map((file) => (file === edit.path ? copy : file));
        const ownEnv = project.envFiles.length === 0 && edit.path === join(project.directory, '.env');
        const edited = {...project, files: swap(project.files), envFiles: ownEnv ? [copy] : swap(project.envFiles)};
        const before = {config: await compose.fetchConfig(project), hashes: await compose.fetchHashes(project)};
        const after = {config: await compose.fetchConfig(edited), hashes: await compose.fetchHashes(edited)};
        const recreated = [...after.hashes]
            .filter(([name, hash]) => before.hashes.get(name) !== hash)
            .map(([name]) => name);
        return {differences: findDifferences(before.config, after.config), recreated};
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}
