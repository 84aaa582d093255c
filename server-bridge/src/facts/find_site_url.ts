import type {Instance} from '../port/driver.ts';
import type {Settings} from '../settings/settings.ts';
import {fetchPing} from '../server/fetch_ping.ts';

/**
 * The front door: as pinned, else as the deployment's own environment gives it to the server, where Mattermost answers there
 * now. What the server's configuration says is never followed (security.md rule 11).
 */
export async function findSiteUrl(
    {environment}: Pick<Instance, 'environment'>,
    {SITE_URL: pinned}: Pick<Settings, 'SITE_URL'>,
): Promise<string | undefined> {
    const own = environment.get('MM_SERVICESETTINGS_SITEURL') ?? '';
    if (pinned !== undefined || !isHttp(own)) {
        return pinned;
    }
    const {answers} = await fetchPing(own.replace(/\/+$/, ''));
    return answers ? own : undefined;
}

function isHttp(text: string): boolean {
    return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
