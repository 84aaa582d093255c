import {compareEdit} from './compare_edit.ts';
import type {Compose, ComposeProject} from './compose.ts';
import type {FileEdit} from './image_edit.ts';

/** What `docker compose config` says of an edit: only the wished value moved, or what else did. */
export type EditProof =
    | {readonly code: 'proved'; readonly recreated: readonly string[]}
    | {readonly code: 'moved_more'; readonly paths: readonly string[]}
    | {readonly code: 'not_moved'};

/** Compose hands a project's own notes (`x-…`) through and acts on none of them; what merges one moves at its own path too. */
const EXTENSION = /^x-/;

/** Proves that an edit makes this one service's image `image` and changes nothing else. Nothing is written. */
export async function proveEdit(input: {
    readonly compose: Compose;
    readonly project: ComposeProject;
    readonly service: string;
    readonly edit: FileEdit;
    readonly image: string;
}): Promise<EditProof> {
    const {differences, recreated} = await compareEdit(input);
    const wished = `services.${input.service}.image`;
    const moved = differences.find(({path}) => path === wished);
    if (moved?.after !== input.image) {
        return {code: 'not_moved'};
    }
    const others = differences
        .filter((difference) => difference !== moved && !EXTENSION.test(difference.path))
        .map(({path}) => path);
    return others.length > 0 ? {code: 'moved_more', paths: others} : {code: 'proved', recreated};
}
