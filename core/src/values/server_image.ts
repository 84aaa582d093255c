import {parseImageReference, variantOf} from './image_reference.ts';
import type {ImagePair} from './image_reference.ts';

/** Last path components of images that hold a Mattermost server, besides the two official Enterprise names. Iron Bank's is `mattermost`. */
const SERVER_NAMES = ['mattermost-team-edition', 'mattermost', 'mattermost-fips', 'mattermost-prod-app'];

/** Whether a name is that of an image with a Mattermost server in it. */
export function isServerImage(text: string, pairs: readonly ImagePair[]): boolean {
    const image = parseImageReference(text);
    if (!image) {
        return false;
    }
    return (
        variantOf(image, pairs) !== undefined ||
        SERVER_NAMES.includes(image.path.slice(image.path.lastIndexOf('/') + 1))
    );
}
