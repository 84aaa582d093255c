import {OFFICIAL_NAMES, isDockerHub, parseImageReference, printImageReference} from '../values/image_reference.ts';
import {printWordOr} from './shell_word.ts';

const UNKNOWN = '<where the image comes from>';

/**
 * How an image gets to where a platform pulls by itself: into the registry that its name says, or, of Docker Hub, by a file into each
 * node, by the last line. None for a digest, which is of an image for several platforms: a copy of one of them has another.
 */
export function mirrorImage(reference: string): readonly string[] {
    const image = parseImageReference(reference);
    if (!image || image.digest !== '') {
        return [];
    }
    const last = image.path.split('/').at(-1) ?? '';
    const to = printWordOr(printImageReference(image), UNKNOWN);
    if (isDockerHub(image.registry)) {
        const file = printWordOr(`${last}.tar`, UNKNOWN);
        return [
            `docker pull --platform linux/amd64 ${to}`,
            `docker save -o ${file} ${to}`,
            `ctr -n k8s.io images import ${file}`,
        ];
    }
    const isOfficial = Object.values(OFFICIAL_NAMES).includes(last);
    const official = {...image, registry: '', path: `mattermost/${last}`};
    const from = printWordOr(isOfficial ? printImageReference(official) : undefined, UNKNOWN);
    return [`docker pull --platform linux/amd64 ${from}`, `docker tag ${from} ${to}`, `docker push ${to}`];
}
