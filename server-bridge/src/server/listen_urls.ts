import type {Settings} from '../settings/settings.ts';

/** Where a server listens at these addresses, by the variables it starts with: below the site's own path, where it has one. */
export function makeListenUrls(
    addresses: readonly string[],
    environment: ReadonlyMap<string, string>,
    settings: Pick<Settings, 'SITE_URL'>,
): readonly string[] {
    const site = environment.get('MM_SERVICESETTINGS_SITEURL') ?? settings.SITE_URL ?? '';
    const path = URL.canParse(site) ? new URL(site).pathname.replace(/\/+$/, '') : '';
    const listen = environment.get('MM_SERVICESETTINGS_LISTENADDRESS') ?? ':8065';
    const port = /:(\d+)$/.exec(listen)?.[1] ?? '8065';
    return addresses
        .filter((address) => address !== '')
        .map((address) => `http://${address.includes(':') ? `[${address}]` : address}:${port}${path}`);
}
