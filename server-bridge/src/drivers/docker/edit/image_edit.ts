import {resolve} from 'node:path';
import {parseDocument} from 'yaml';
import {parseImageReference, printImageReference, printRepository} from '@fips-readiness/core';
import type {FactValue, ImageReference} from '@fips-readiness/core';
import {findAssignment} from './env_file.ts';
import {findEnvFiles} from './env_file_services.ts';
import {findServiceImage} from './service_image.ts';

/** A text file of the project, by absolute path. */
export type ProjectFile = {readonly path: string; readonly text: string};

/** One file's text before and after: what the plan shows, proves and a rollback restores. */
export type FileEdit = {readonly path: string; readonly before: string; readonly after: string};

/** Why no edit is proposed: the plan becomes a handover. Permanent codes; words under `handover.<code>`. */
export type EditRefusal =
    'not_in_a_file' | 'built_here' | 'in_extended_file' | 'in_included_file' | 'text_not_found' | 'shared_env_file';

export type EditProposal =
    {readonly code: 'edit'; readonly edit: FileEdit} | {readonly code: 'refused'; readonly reason: EditRefusal};

/**
 * Proposes the smallest text edit that makes the service's image `to` instead of `from`. Pure: nothing is written and
 * nothing is believed before `docker compose config` has proved it.
 */
export function proposeImageEdit(input: {
    readonly source: FactValue<'image_source'>;
    readonly service: string;
    /** The project folder: the source names its file relative to it. */
    readonly directory: string;
    readonly composeFiles: readonly ProjectFile[];
    readonly envFiles: readonly ProjectFile[];
    readonly from: ImageReference;
    readonly to: ImageReference;
}): EditProposal {
    const {source, from, to} = input;
    switch (source.kind) {
        case 'variable':
            return proposeEnvEdit(input);
        case 'literal':
        case 'override_file':
        case 'default_value': {
            const path = resolve(input.directory, source.file);
            const file = input.composeFiles.find((one) => one.path === path);
            const after = file && replaceImageScalar(file.text, input.service, from, to);
            return file && after !== undefined
                ? {code: 'edit', edit: {path: file.path, before: file.text, after}}
                : {code: 'refused', reason: 'text_not_found'};
        }
        case 'build':
            return {code: 'refused', reason: 'built_here'};
        case 'extends':
            return {code: 'refused', reason: 'in_extended_file'};
        case 'include':
            return {code: 'refused', reason: 'in_included_file'};
        case 'process_environment':
        case 'container':
        case 'resource':
            return {code: 'refused', reason: 'not_in_a_file'};
    }
}

function proposeEnvEdit({
    source,
    directory,
    composeFiles,
    envFiles,
    from,
    to,
}: Parameters<typeof proposeImageEdit>[0]): EditProposal {
    const path = resolve(directory, source.file);
    const file = envFiles.find((one) => one.path === path);
    const assignment = file && source.variable !== null ? findAssignment(file.text, source.variable) : undefined;
    const value = assignment && replaceName(assignment.value, from, to);
    if (!file || !assignment || value === undefined) {
        return {code: 'refused', reason: 'text_not_found'};
    }
    // A service that reads the same file as its own environment would change too, and be recreated with it.
    const shared = findEnvFiles(composeFiles.map(({text}) => text)).some(
        ({name}) => name.includes('$') || resolve(directory, name) === path,
    );
    if (shared) {
        return {code: 'refused', reason: 'shared_env_file'};
    }
    const after = file.text.slice(0, assignment.start) + value + file.text.slice(assignment.end);
    return {code: 'edit', edit: {path: file.path, before: file.text, after}};
}

/** The image's scalar in the YAML text with only its name replaced: comments, quotes and line ends stay as they are. */
function replaceImageScalar(
    text: string,
    service: string,
    from: ImageReference,
    to: ImageReference,
): string | undefined {
    const range = findServiceImage(parseDocument(text, {merge: true}), service)?.range;
    if (!range) {
        return undefined;
    }
    const [start, end] = range;
    const replaced = replaceName(text.slice(start, end), from, to);
    return replaced === undefined ? undefined : text.slice(0, start) + replaced + text.slice(end);
}

/** No name goes on to the left of here; the `-` of `${X:-name}` is no part of a name. */
const WORD_START = '(?<![A-Za-z0-9_.]|(?<!\\$\\{\\w+:?)-)';

/**
 * `text` with the old image replaced by the new one, exactly once: the whole reference where it stands there (a digest
 * moves with it), else the repository, else its last part. Undefined where none of them stands there exactly once.
 */
function replaceName(text: string, from: ImageReference, to: ImageReference): string | undefined {
    const last = (image: ImageReference) => image.path.slice(image.path.lastIndexOf('/') + 1);
    const pairs: readonly (readonly [string, string])[] = [
        [printImageReference(from), printImageReference(to)],
        [printRepository(from), printRepository(to)],
        [from.path, to.path],
        [last(from), last(to)],
    ];
    for (const [before, after] of pairs) {
        const found = text.split(new RegExp(`${WORD_START}${escapePattern(before)}(?![A-Za-z0-9_-])`));
        if (found.length === 2) {
            return moveDigest(found.join(after), from, to);
        }
    }
    return undefined;
}

/** A digest that stands apart from its name moves as well; undefined where it stands somewhere else: half an edit is none. */
function moveDigest(text: string, from: ImageReference, to: ImageReference): string | undefined {
    if (from.digest === to.digest || (to.digest !== '' && text.includes(to.digest))) {
        return text;
    }
    const parts = from.digest === '' ? [] : text.split(from.digest);
    return parts.length === 2 && to.digest !== '' ? parts.join(to.digest) : undefined;
}

function escapePattern(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** The image as the plan wants it: the counterpart's name, the old tag, and its own digest where the old one was pinned. */
export function withDigest(image: ImageReference, digest: string | null): ImageReference {
    return digest === null ? image : {...image, digest: parseImageReference(`x@${digest}`)?.digest ?? ''};
}
