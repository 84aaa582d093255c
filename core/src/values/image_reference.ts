import type {Variant} from './variant.ts';

/**
 * A container image's name as Docker reads it: `registry/path:tag@digest`.
 * `registry` is '' for Docker Hub's short names; `path` never holds it. Source: distribution/reference grammar.
 */
export type ImageReference = {
    readonly registry: string;
    readonly path: string;
    readonly tag: string;
    readonly digest: string;
};

/** A pair of repositories (without tag) that hold the same release as standard and as FIPS image. */
export type ImagePair = {readonly standard: string; readonly fips: string};

/** Last path components of the official images. */
export const OFFICIAL_NAMES: Readonly<Record<Variant, string>> = {
    standard: 'mattermost-enterprise-edition',
    fips: 'mattermost-enterprise-fips-edition',
};

/** How Docker Hub is named where an image is; without a name it is meant too. Source: distribution/reference. */
const DOCKER_HUB: readonly string[] = ['', 'docker.io', 'index.docker.io'];

const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const REGISTRY =
    /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;

/** Reads an image reference; undefined where Docker would refuse it. */
export function parseImageReference(text: string): ImageReference | undefined {
    const at = text.indexOf('@');
    const digest = at < 0 ? '' : text.slice(at + 1);
    if (at >= 0 && !DIGEST.test(digest)) {
        return undefined;
    }
    const name = at < 0 ? text : text.slice(0, at);
    const colon = name.lastIndexOf(':');
    const tagged = colon > name.lastIndexOf('/');
    const tag = tagged ? name.slice(colon + 1) : '';
    if (tagged && !TAG.test(tag)) {
        return undefined;
    }
    const components = (tagged ? name.slice(0, colon) : name).split('/');
    const first = components[0] ?? '';
    const hasRegistry = components.length > 1 && (/[.:]/.test(first) || first === 'localhost' || first.startsWith('['));
    const registry = hasRegistry ? first : '';
    const path = components.slice(hasRegistry ? 1 : 0);
    if ((hasRegistry && !REGISTRY.test(registry)) || path.length === 0 || !path.every((part) => COMPONENT.test(part))) {
        return undefined;
    }
    return {registry, path: path.join('/'), tag, digest};
}

/** The repository without tag and digest: `registry.example:5000/team/mattermost-enterprise-edition`. */
export function printRepository(image: ImageReference): string {
    return image.registry === '' ? image.path : `${image.registry}/${image.path}`;
}

/** Whether a reference's registry is Docker Hub. */
export function isDockerHub(registry: string): boolean {
    return DOCKER_HUB.includes(registry);
}

/** Whether two references name one repository: Docker Hub's host, and its `library`, may be written or left out. */
export function isSameRepository(one: ImageReference, other: ImageReference): boolean {
    return nameWhole(one) === nameWhole(other);
}

function nameWhole({registry, path}: ImageReference): string {
    if (!isDockerHub(registry)) {
        return `${registry}/${path}`;
    }
    return path.includes('/') ? path : `library/${path}`;
}

/** The whole reference, as `docker pull` takes it. */
export function printImageReference(image: ImageReference): string {
    const tag = image.tag === '' ? '' : `:${image.tag}`;
    const digest = image.digest === '' ? '' : `@${image.digest}`;
    return `${printRepository(image)}${tag}${digest}`;
}

/** Which variant the repository's name stands for, or undefined for a name neither official nor in `pairs`. */
export function variantOf(image: ImageReference, pairs: readonly ImagePair[] = []): Variant | undefined {
    for (const pair of pairs) {
        if (isNamed(image, pair.standard)) {
            return 'standard';
        }
        if (isNamed(image, pair.fips)) {
            return 'fips';
        }
    }
    const last = image.path.slice(image.path.lastIndexOf('/') + 1);
    if (last === OFFICIAL_NAMES.standard) {
        return 'standard';
    }
    return last === OFFICIAL_NAMES.fips ? 'fips' : undefined;
}

/**
 * The same release as the other variant: only the last path component moves; registry, namespace and tag stay.
 * A digest names one variant's content, so it is dropped. Undefined where no counterpart is known.
 */
export function counterpart(
    image: ImageReference,
    target: Variant,
    pairs: readonly ImagePair[] = [],
): ImageReference | undefined {
    const pair = pairs.find(({standard, fips}) => isNamed(image, standard) || isNamed(image, fips));
    if (pair) {
        const other = parseImageReference(pair[target]);
        return other && {...other, tag: image.tag, digest: ''};
    }
    if (variantOf(image) === undefined) {
        return undefined;
    }
    const slash = image.path.lastIndexOf('/');
    return {...image, path: image.path.slice(0, slash + 1) + OFFICIAL_NAMES[target], digest: ''};
}

function isNamed(image: ImageReference, repository: string): boolean {
    const named = parseImageReference(repository);
    return named !== undefined && isSameRepository(image, named);
}

/** How exactly a reference names its content. */
export type Pin = 'digest' | 'release' | 'floating';

/** `digest` with @sha256, `release` for a full x.y.z tag, else `floating` (latest, release-11.7, 11, none). */
export function pinOf(image: ImageReference): Pin {
    if (image.digest !== '') {
        return 'digest';
    }
    return /^v?\d+\.\d+\.\d+(?:[-_.].+)?$/.test(image.tag) ? 'release' : 'floating';
}
