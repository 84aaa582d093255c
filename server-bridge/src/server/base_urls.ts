import type {Instance} from '../port/driver.ts';
import type {Settings} from '../settings/settings.ts';

/** Where the server may answer inside: as pinned, else at the instance's own addresses. */
export function findBaseUrls(
    {urls}: Pick<Instance, 'urls'>,
    {MATTERMOST_URL: pinned}: Pick<Settings, 'MATTERMOST_URL'>,
): readonly string[] {
    return pinned === undefined ? urls : [pinned.replace(/\/+$/, '')];
}
