import {makeHexId} from './hex_id.ts';
import {QUIET_SERVICE} from './program.ts';
import type {Programs, Service} from './program.ts';

/** An image in the engine's store. Its programs and folders come with every container made from it. */
export type Image = {
    /** `sha256:…` */
    readonly id: string;
    /** `name:tag` as RepoTags shows it; a tag moves to another image when that is pulled. */
    tags: readonly string[];
    /** `name@sha256:…` */
    readonly digests: readonly string[];
    readonly architecture: string;
    readonly sizeBytes: number;
    readonly createdAt: string;
    readonly user: string;
    /** `NAME=value` */
    readonly environment: readonly string[];
    readonly command: readonly string[];
    readonly exposedPorts: readonly string[];
    readonly volumes: readonly string[];
    readonly workingDirectory: string;
    readonly labels: Readonly<Record<string, string>> | null;
    readonly healthcheck: readonly string[] | undefined;
    readonly programs: Programs;
    readonly service: Service;
    readonly folders: readonly string[];
};

type ImageSetup = Pick<Image, 'tags' | 'environment' | 'command' | 'programs'> & Partial<Image>;

/** An amd64 image whose id and registry digest follow from its first tag. */
export function makeImage(setup: ImageSetup): Image {
    const [tag = ''] = setup.tags;
    const repository = tag.slice(0, tag.lastIndexOf(':'));
    return {
        id: `sha256:${makeHexId(`image ${tag}`)}`,
        digests: [`${repository}@${makeDigest(tag)}`],
        architecture: 'amd64',
        sizeBytes: 173_268_305,
        createdAt: '2026-11-12T10:15:00.000000000Z',
        user: '',
        exposedPorts: [],
        volumes: [],
        workingDirectory: '',
        labels: null,
        healthcheck: undefined,
        folders: [],
        service: QUIET_SERVICE,
        ...setup,
    };
}

/** The digest a registry names for the tag. */
export function makeDigest(tag: string): string {
    return `sha256:${makeHexId(`manifest ${tag}`)}`;
}
