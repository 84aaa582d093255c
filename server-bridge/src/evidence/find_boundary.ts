import {isObserved} from '@fips-readiness/core';
import type {Evidence, Facts} from '@fips-readiness/core';
import type {Deployment, Neighbour} from '../port/driver.ts';
import {speakEnglish} from '../words/speak.ts';
import type {Services} from './fetch_services.ts';

/** What stands around Mattermost, by name and image where the platform runs it; the image of Mattermost covers none of it. */
export async function findBoundary(
    {findNeighbours}: Pick<Deployment, 'findNeighbours'>,
    facts: Facts,
    services: Services | undefined,
): Promise<Evidence['boundary']> {
    const neighbours = await findNeighbours();
    const unseen = speakEnglish('evidence.unseen');
    const proxies = isObserved(facts.front_proxies) ? facts.front_proxies.value : [];
    const deployment = isObserved(facts.deployment) ? facts.deployment.value : undefined;
    const database = findService(neighbours, deployment?.databaseService);
    /** What answers under this host name, else what the settings say, else that nobody has looked. */
    const place = (service: {readonly host: string} | undefined, words: string | undefined) => {
        const found = service?.host ? findService(neighbours, service.host) : undefined;
        const name = found && words ? `${found.name} (${words})` : (words ?? unseen);
        return {name, image: found?.image ?? null};
    };
    const {fileStore, search, pushProxy} = services ?? {};
    return [
        ...(proxies.length === 0
            ? [{part: 'tls_terminator' as const, name: unseen, image: null}]
            : proxies.map(({container}) => ({
                  part: 'tls_terminator' as const,
                  name: container,
                  image: neighbours.find(({name}) => name === container)?.image ?? null,
              }))),
        {part: 'database', name: database?.name ?? unseen, image: database?.image ?? null},
        {part: 'file_store', ...place(fileStore, fileStore?.driver)},
        {part: 'search', ...place(search, search && speakEnglish(`evidence.search.${search.kind}`))},
        {part: 'push_proxy', ...place(pushProxy, pushProxy && speakEnglish(`evidence.push.${pushProxy.kind}`))},
    ];
}

/** By how the deployment calls it, else by its own name. */
function findService(neighbours: readonly Neighbour[], service: string | undefined): Neighbour | undefined {
    return service === undefined || service === ''
        ? undefined
        : (neighbours.find((one) => one.service === service) ?? neighbours.find(({name}) => name === service));
}
