import type {Compose, ComposeProject} from './compose.ts';
import {findDifferences} from './differences.ts';
import type {Difference} from './differences.ts';
import type {FileEdit} from './image_edit.ts';
import {withTexts} from './with_texts.ts';

/** What an edit would do. `recreated` are the services a plain `up` would make anew: their configuration hash changes. */
export type EditEffect = {readonly differences: readonly Difference[]; readonly recreated: readonly string[]};

/**
 * Asks compose what an edit would do before anything is written: it reads the edited text in place of the file, and its two answers
 * are compared.
 */
export async function compareEdit(input: {
    readonly compose: Compose;
    readonly project: ComposeProject;
    readonly edit: FileEdit;
}): Promise<EditEffect> {
    const {compose, project, edit} = input;
    const edited = withTexts(project, [{path: edit.path, text: edit.after}]);
    const before = {config: await compose.fetchConfig(project), hashes: await compose.fetchHashes(project)};
    const after = {config: await compose.fetchConfig(edited), hashes: await compose.fetchHashes(edited)};
    const recreated = [...after.hashes]
        .filter(([name, hash]) => before.hashes.get(name) !== hash)
        .map(([name]) => name);
    return {differences: findDifferences(before.config, after.config), recreated};
}
