import {parse} from 'yaml';
import * as z from 'zod/mini';
import {readCompanion} from '../../../companion.ts';
import {parseManifests} from './manifest.ts';
import type {Manifest} from './manifest.ts';

/** The folders of deploy/kubernetes, each with a kustomization. */
export type LayerName = 'base' | 'swap' | 'rotation' | 'rehearsal' | 'user';

const Kustomization = z.object({
    resources: z._default(z.array(z.string()), []),
    images: z._default(z.array(z.object({name: z.string(), newTag: z.string()})), []),
    patches: z._default(z.array(z.object({patch: z.string()})), []),
});
const Additions = z.array(z.object({op: z.literal('add'), path: z.string(), value: z.unknown()}));

/** What a folder of deploy/kubernetes has of its own. */
export type Layer = {
    readonly manifests: readonly Manifest[];
    /** The agent's image as this version names it; empty where the folder names none. */
    readonly image: string;
    /** What it adds to the Deployment, by JSON pointer. */
    readonly additions: z.infer<typeof Additions>;
};

/** Reads one folder; other folders that it names are read by themselves. */
export function readLayer(name: LayerName): Layer {
    const {resources, images, patches} = Kustomization.parse(parse(readManifestFile(`${name}/kustomization.yaml`)));
    const [image] = images;
    return {
        manifests: resources
            .filter((resource) => !resource.startsWith('../'))
            .flatMap((resource) => parseManifests(readManifestFile(`${name}/${resource}`))),
        image: image === undefined ? '' : `${image.name}:${image.newTag}`,
        additions: patches.flatMap(({patch}) => Additions.parse(parse(patch))),
    };
}

/** The settings of the agent's ConfigMap, as shipped. */
export function readShippedSettings(): Readonly<Record<string, string>> {
    const lines = readManifestFile('base/settings.env').split('\n');
    return Object.fromEntries(
        lines.flatMap((line) => {
            const [, name, value = ''] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
            return name === undefined ? [] : [[name, value] as const];
        }),
    );
}

function readManifestFile(name: string): string {
    const file = readCompanion(`kubernetes/${name}`, '../../deploy/');
    if (!file) {
        throw new Error(`kubernetes/${name} does not travel with this agent`);
    }
    return file.toString('utf8');
}
