import {isObserved, makeFact, makeMissing} from '@fips-readiness/core';
import type {Facts, FactSource, FactValue} from '@fips-readiness/core';
import type {Deployment, Instance} from '../port/driver.ts';
import type {Settings} from '../settings/settings.ts';
import {findBaseUrls} from '../server/base_urls.ts';
import {readDatabaseFacts} from './database_facts.ts';
import type {DatabaseRead} from './database_facts.ts';
import {findSiteUrl} from './find_site_url.ts';
import {openLocalMode} from '../server/local_mode.ts';
import type {ImageReading} from './prepackaged_facts.ts';
import {readPrepackagedFacts} from './prepackaged_facts.ts';
import {readServerFacts} from './server_facts.ts';
import {readStoredCopies} from './stored_copies.ts';

/** Everything the agent can see of a deployment now. Facts only: secrets are judged on the way and left behind. */
export async function gatherFacts(input: {
    readonly deployment: Deployment;
    readonly settings: Settings;
    readonly images: ImageReading;
    /** The newest dump of this agent that is still there, if any. */
    readonly ownDump: FactValue<'backup'> | undefined;
    readonly now: () => Date;
}): Promise<Facts> {
    const {deployment, settings} = input;
    const observedAt = input.now().toISOString();
    const [instance] = deployment.instances;
    const {STATE_DIR: stateDirectory} = settings;
    const seen = deployment.readFacts(observedAt);
    const [own, bundles, server] = await Promise.all([
        seen,
        seen.then((own) =>
            readPrepackagedFacts({
                ...deployment,
                instance,
                fips: own.fips_image,
                stateDirectory,
                reading: input.images,
                platform: platformOf(own),
                observedAt,
            }),
        ),
        readServerFacts({
            instance,
            files: deployment.files,
            exec: deployment.exec,
            localMode: openLocalMode(deployment),
            baseUrls: findBaseUrls(instance, settings),
            observedAt,
        }),
    ]);
    const [database, stored, siteUrl] = await Promise.all([
        readDatabaseFacts({
            instance,
            locate: deployment.locateDatabase,
            configuration: server.configuration,
            platform: platformOf(own),
            observedAt,
        }),
        readStoredCopies({instance, files: deployment.files, plugins: server.facts.plugins, stateDirectory}),
        findSiteUrl(instance, settings),
    ]);
    const backup = newer(settings.BACKUP_ATTESTED, input.ownDump);
    return {
        ...own,
        instances: readInstances(deployment, own, observedAt),
        ...server.facts,
        ...placeFileStore(own, server.facts),
        ...stored,
        ...bundles,
        ...database.facts,
        // Who sees every instance needs no word of one server about the others.
        ...(isObserved(own.cluster) && {cluster: own.cluster}),
        ...placeDeployment(own, database.place, siteUrl),
        backup: backup
            ? makeFact(backup, 'agent_settings', observedAt)
            : makeMissing('not_asked', 'agent_settings', observedAt),
        accepted_risks: makeFact(settings.ACCEPTED_RISKS, 'agent_settings', observedAt),
    };
}

/** By whose word the platform's own facts are. */
function platformOf(own: Facts): FactSource {
    return own.running_image?.source ?? 'agent_engine';
}

function readInstances(
    {instances, jobServers = []}: Pick<Deployment, 'instances' | 'jobServers'>,
    own: Facts,
    observedAt: string,
): Facts['instances'] {
    const told = [
        ...instances.map(readInstance),
        ...jobServers.map((one) => ({...readInstance(one), role: 'job_server' as const})),
    ];
    return makeFact(told, platformOf(own), observedAt);
}

function readInstance(instance: Instance): FactValue<'instances'>[number] {
    const {name, imageReference, imageId, state, health, restartCount, node} = instance;
    return {
        name,
        image: imageReference,
        imageId,
        state,
        health,
        restarts: restartCount,
        ...(node !== undefined && {node}),
    };
}

/** Of the backup somebody vouches for and the agent's own, the later one. */
function newer(
    attested: FactValue<'backup'> | undefined,
    own: FactValue<'backup'> | undefined,
): FactValue<'backup'> | undefined {
    return attested && own && Date.parse(attested.takenAt) > Date.parse(own.takenAt) ? attested : (own ?? attested);
}

/** The server knows its file store whole, the platform what it is made from; where the server was not asked, the platform's word stays. */
function placeFileStore({file_store: own}: Facts, {file_store: told}: Facts): Facts {
    if (!isObserved(own)) {
        return {};
    }
    const {from} = own.value;
    const whole = isObserved(told) ? {...told, value: {...told.value, ...(from !== undefined && {from})}} : own;
    return {file_store: whole};
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
