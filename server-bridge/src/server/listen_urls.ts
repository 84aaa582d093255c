import type {Settings} from '../settings/settings.ts';

/** Where a server listens at these addresses, by the variables it starts with: below the site's own path, where it has one. `port` where it is reached through another one. */
export function makeListenUrls(
    addresses: readonly string[],
    environment: ReadonlyMap<string, string>,
    settings: Pick<Settings, 'SITE_URL'>,
    port = readListenPort(environment),
): readonly string[] {
    const site = environment.get('MM_SERVICESETTINGS_SITEURL') ?? settings.SITE_URL ?? '';
    const path = URL.canParse(site) ? new URL(site).pathname.replace(/\/+$/, '') : '';
    return addresses
        .filter((address) => address !== '')
        .map((address) => `http://${address.includes(':') ? `[${address}]` : address}:${port}${path}`);
}

/** The port a server listens on, by the variables it starts with. */
export function readListenPort(environment: ReadonlyMap<string, string>): number {
    const listen = environment.get('MM_SERVICESETTINGS_LISTENADDRESS') ?? '';
    return Number(/:(\d+)$/.exec(listen)?.[1] ?? 8065);
}
