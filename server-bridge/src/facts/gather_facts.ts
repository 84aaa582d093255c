import {isObserved, makeFact, makeMissing} from '@fips-readiness/core';
import type {Facts, FactValue} from '@fips-readiness/core';
import type {Deployment, Driver} from '../drivers/driver.ts';
import type {ContainerDetails, Engine} from '../drivers/docker/engine/engine.ts';
import type {Settings} from '../settings/settings.ts';
import {readDatabaseFacts} from './database_facts.ts';
import type {DatabaseRead} from './database_facts.ts';
import {findSiteUrl} from './find_site_url.ts';
import {makeLocalMode} from './local_mode.ts';
import type {ImageReading} from './prepackaged_facts.ts';
import {readPrepackagedFacts} from './prepackaged_facts.ts';
import {readServerFacts} from './server_facts.ts';
import {readStoredCopies} from './stored_copies.ts';

/** Everything the agent can see of a deployment now. Facts only: secrets are judged on the way and left behind. */
export async function gatherFacts(input: {
    readonly engine: Engine;
    readonly driver: Driver;
    readonly deployment: Deployment;
    readonly settings: Settings;
    readonly images: ImageReading;
    /** The newest dump of this agent that is still there, if any. */
    readonly ownDump: FactValue<'backup'> | undefined;
    readonly now: () => Date;
}): Promise<Facts> {
    const {engine, driver, deployment, settings} = input;
    const observedAt = input.now().toISOString();
    const {container} = deployment;
    const inspected = driver.inspect(deployment, observedAt);
    const [own, bundles, server] = await Promise.all([
        inspected,
        inspected.then(({fips_image: fips}) =>
            readPrepackagedFacts({
                engine,
                container,
                fips,
                stateDirectory: settings.STATE_DIR,
                reading: input.images,
                observedAt,
            }),
        ),
        readServerFacts({
            engine,
            container,
            localMode: makeLocalMode(engine, container),
            baseUrls: findBaseUrls(container, settings),
            observedAt,
        }),
    ]);
    const [database, stored, siteUrl] = await Promise.all([
        readDatabaseFacts({engine, container, configuration: server.configuration, observedAt}),
        readStoredCopies({
            engine,
            container,
            plugins: server.facts.plugins,
            stateDirectory: settings.STATE_DIR,
        }),
        findSiteUrl(container, settings),
    ]);
    const backup = newer(settings.BACKUP_ATTESTED, input.ownDump);
    return {
        ...own,
        ...server.facts,
        ...stored,
        ...bundles,
        ...database.facts,
        ...placeDeployment(own, database.place, siteUrl),
        backup: backup
            ? makeFact(backup, 'agent_settings', observedAt)
            : makeMissing('not_asked', 'agent_settings', observedAt),
        accepted_risks: makeFact(settings.ACCEPTED_RISKS, 'agent_settings', observedAt),
    };
}

/** Of the backup somebody vouches for and the agent's own, the later one. */
function newer(
    attested: FactValue<'backup'> | undefined,
    own: FactValue<'backup'> | undefined,
): FactValue<'backup'> | undefined {
    return attested && own && Date.parse(attested.takenAt) > Date.parse(own.takenAt) ? attested : (own ?? attested);
}

/** The deployment with what only other readers know of its place: the database beside it, and the front door. */
function placeDeployment(own: Facts, database: DatabaseRead['place'], siteUrl: string | undefined): Facts {
    const {deployment} = own;
    if (!isObserved(deployment)) {
        return {};
    }
    const place = {
        ...(database && {databaseService: database.service, role: database.role, database: database.database}),
        ...(siteUrl !== undefined && {siteUrl}),
    };
    return {deployment: {...deployment, value: {...deployment.value, ...place}}};
}

/** Where the server may answer inside: as pinned, else at the container's own addresses. */
export function findBaseUrls(container: ContainerDetails, settings: Settings): readonly string[] {
    if (settings.MATTERMOST_URL !== undefined) {
        return [settings.MATTERMOST_URL.replace(/\/+$/, '')];
    }
    return findContainerUrls(container, settings);
}

/** Where the container itself listens: below the site's own path, where it has one. On the host's network at the host's own address. */
export function findContainerUrls(
    container: Pick<ContainerDetails, 'environment' | 'networkMode' | 'networks'>,
    settings: Pick<Settings, 'SITE_URL'>,
): readonly string[] {
    const site = container.environment.get('MM_SERVICESETTINGS_SITEURL') ?? settings.SITE_URL ?? '';
    const path = URL.canParse(site) ? new URL(site).pathname.replace(/\/+$/, '') : '';
    const listen = container.environment.get('MM_SERVICESETTINGS_LISTENADDRESS') ?? ':8065';
    const port = /:(\d+)$/.exec(listen)?.[1] ?? '8065';
    const addresses = container.networkMode === 'host' ? ['127.0.0.1'] : container.networks.map(({address}) => address);
    return addresses
        .filter((address) => address !== '')
        .map((address) => `http://${address.includes(':') ? `[${address}]` : address}:${port}${path}`);
}
