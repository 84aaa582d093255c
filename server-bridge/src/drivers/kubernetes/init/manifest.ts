import {parseAllDocuments, stringify} from 'yaml';
import * as z from 'zod/mini';
import {KIND_NAMES} from './kinds.ts';

/** One object of the agent's. */
export const Manifest = z.looseObject({
    apiVersion: z.string(),
    kind: z.enum(KIND_NAMES),
    metadata: z.looseObject({name: z.string(), namespace: z.optional(z.string())}),
});
export type Manifest = z.infer<typeof Manifest>;

/** Reads the objects of a YAML text, one in each document. Throws where one is none of the agent's kinds. */
export function parseManifests(text: string): readonly Manifest[] {
    return parseAllDocuments(text).map((document) => Manifest.parse(document.toJS()));
}

/** Prints objects as kubectl takes them. */
export function printManifests(head: string, manifests: readonly Manifest[]): string {
    const documents = manifests.map((manifest) => stringify(manifest, {aliasDuplicateObjects: false, lineWidth: 0}));
    return `${head}${documents.join('---\n')}`;
}

/** Sorts objects into the order they are applied in. */
export function sortManifests(manifests: readonly Manifest[]): readonly Manifest[] {
    return manifests.toSorted((one, other) => KIND_NAMES.indexOf(one.kind) - KIND_NAMES.indexOf(other.kind));
}

/** How people name an object. */
export function nameManifest({kind, metadata: {name}}: Manifest): string {
    return `${kind} ${name}`;
}
