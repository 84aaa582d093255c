import {isMap, isScalar, LineCounter, parseDocument} from 'yaml';
import type {FactValue} from '@fips-readiness/core';
import {findAssignment} from '../edit/env_file.ts';
import {findServiceImage} from '../edit/service_image.ts';

/** A text file of the project: `path` relative to the project folder, as an admin would name it. */
export type ProjectText = {readonly path: string; readonly text: string};

type ImageSource = FactValue<'image_source'>;

/** `${NAME}`, `${NAME:-default}`, `$NAME` inside an image's name. */
const EXPRESSION = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])((?:[^{}]|\$\{[^{}]*\})*))?\}|\$([A-Za-z_][A-Za-z0-9_]*)/g;

/**
 * Where the image's name of `service` stands, out of the unresolved files in compose's order and the env files.
 * `resolvedMatches` tells whether compose, run with an emptied environment, resolves to the image that runs: where it does
 * not and the variable stands in no file, the value came from the environment of whoever ran `up`.
 * Undefined where no file names the service at all.
 */
export function findImageSource(input: {
    readonly composeFiles: readonly ProjectText[];
    readonly envFiles: readonly ProjectText[];
    readonly service: string;
    readonly resolvedMatches: boolean;
}): ImageSource | undefined {
    const places = input.composeFiles.flatMap((file, index) => findPlace(file, input.service, index) ?? []);
    const named = places.findLast((place) => place.image !== undefined);
    if (named?.image === undefined) {
        const last = places.at(-1);
        if (last) {
            return {kind: last.kind, file: last.file, line: last.line, variable: null};
        }
        const including = input.composeFiles.find((file) => /^include:/m.test(file.text));
        return including && {kind: 'include', file: including.path, line: null, variable: null};
    }
    const variables = findRepositoryVariables(named.image);
    if (variables.length === 0) {
        const kind = named.fileIndex > 0 ? 'override_file' : 'literal';
        return {kind, file: named.file, line: named.line, variable: null};
    }
    for (const {name} of variables) {
        for (const file of input.envFiles.toReversed()) {
            const assignment = findAssignment(file.text, name);
            if (assignment) {
                return {kind: 'variable', file: file.path, line: assignment.line, variable: name};
            }
        }
    }
    const [first, last] = [variables[0], variables.at(-1)];
    if (last?.fallback !== undefined && input.resolvedMatches) {
        return {kind: 'default_value', file: named.file, line: named.line, variable: last.name};
    }
    return {kind: 'process_environment', file: named.file, line: named.line, variable: first?.name ?? ''};
}

type Place = {
    readonly file: string;
    readonly fileIndex: number;
    readonly line: number;
    readonly kind: 'build' | 'extends' | 'literal';
    readonly image: string | undefined;
};

function findPlace(file: ProjectText, service: string, fileIndex: number): Place | undefined {
    const lines = new LineCounter();
    const document = parseDocument(file.text, {lineCounter: lines, merge: true});
    const node = document.getIn(['services', service], true);
    if (!isMap(node)) {
        return undefined;
    }
    const lineOf = (key: string) => {
        const at: unknown = node.get(key, true);
        const range = isScalar(at) || isMap(at) ? at.range : undefined;
        return lines.linePos(range?.[0] ?? node.range?.[0] ?? 0).line;
    };
    const image = findServiceImage(document, service);
    if (image) {
        const {line} = lines.linePos(image.range?.[0] ?? 0);
        return {file: file.path, fileIndex, line, kind: 'literal', image: image.value};
    }
    if (node.has('extends')) {
        return {file: file.path, fileIndex, line: lineOf('extends'), kind: 'extends', image: undefined};
    }
    return node.has('build')
        ? {file: file.path, fileIndex, line: lineOf('build'), kind: 'build', image: undefined}
        : undefined;
}

type Variable = {readonly name: string; readonly fallback: string | undefined};

/**
 * The variables the repository's last part comes from, the one that counts first: the last one before the tag's colon, then
 * those its default value names.
 */
function findRepositoryVariables(image: string): readonly Variable[] {
    const expressions = [...image.matchAll(EXPRESSION)];
    const outside = image.replace(EXPRESSION, (expression) => 'x'.repeat(expression.length));
    const colon = outside.lastIndexOf(':');
    const tagAt = colon > outside.lastIndexOf('/') ? colon : image.length;
    const lastSlash = outside.slice(0, tagAt).lastIndexOf('/');
    const inRepository = expressions.findLast((one) => one.index < tagAt && one.index + one[0].length > lastSlash + 1);
    if (!inRepository) {
        return [];
    }
    const fallback = inRepository[2]?.includes('-') === true ? (inRepository[3] ?? '') : undefined;
    const own = {name: inRepository[1] ?? inRepository[4] ?? '', fallback};
    return [own, ...(fallback === undefined ? [] : findRepositoryVariables(fallback))];
}
