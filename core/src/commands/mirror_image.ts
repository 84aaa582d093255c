import {OFFICIAL_NAMES, parseImageReference, printImageReference} from '../values/image_reference.ts';
import {printWordOr} from './shell_word.ts';

const UNKNOWN = '<where the image comes from>';

/**
 * How an image gets to where a platform pulls by itself: into the registry that its name says, for which a digest stays what it is; one
 * of Docker Hub by a file into each node, by the last line.
 */
export function mirrorImage(reference: string): readonly string[] {
    const parsed = parseImageReference(reference);
    const image = parsed && {...parsed, digest: ''};
    const last = image?.path.split('/').at(-1) ?? '';
    const isOfficial = Object.values(OFFICIAL_NAMES).includes(last);
    const official = image && isOfficial ? {...image, registry: '', path: `mattermost/${last}`} : undefined;
    const print = (one: typeof image) => printWordOr(one && printImageReference(one), UNKNOWN);
    const [from, to] = [print(image?.registry === '' ? image : official), print(image)];
    return [
        `docker pull --platform linux/amd64 ${from}`,
        ...(image?.registry === ''
            ? [`docker save -o image.tar ${from}`, 'ctr -n k8s.io images import image.tar']
            : [`docker tag ${from} ${to}`, `docker push ${to}`]),
    ];
}
