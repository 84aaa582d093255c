import {mattermostImages} from './mattermost_images.ts';
import {nginxImage} from './nginx_image.ts';
import {postgresImages} from './postgres_images.ts';

/** Registry storages that together hold every image of the lanes: seconds from the cache, about two minutes without. */
export async function makeImages(): Promise<readonly string[]> {
    return [await postgresImages(), await mattermostImages(), await nginxImage()];
}
