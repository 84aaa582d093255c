import {isObserved} from '@fips-readiness/core';
import type {Evidence, Facts} from '@fips-readiness/core';
import type {ContainerSummary, Engine} from '../drivers/docker/engine/engine.ts';
import {speakEnglish} from '../words/speak.ts';
import type {Services} from './fetch_services.ts';

/** What stands around Mattermost, by name and image where the engine runs it; the image of Mattermost covers none of it. */
export async function findBoundary(
    engine: Pick<Engine, 'fetchContainers'>,
    facts: Facts,
    services: Services | undefined,
): Promise<Evidence['boundary']> {
    const containers = await engine.fetchContainers();
    const unseen = speakEnglish('evidence.unseen');
    const proxies = isObserved(facts.front_proxies) ? facts.front_proxies.value : [];
    const deployment = isObserved(facts.deployment) ? facts.deployment.value : undefined;
    const database = findService(containers, deployment?.name, deployment?.databaseService);
    /** The container that answers under this host name, else what the settings say, else that nobody has looked. */
    const place = (service: {readonly host: string} | undefined, words: string | undefined) => {
        const container = service?.host ? findService(containers, deployment?.name, service.host) : undefined;
        const name = container && words ? `${container.name} (${words})` : (words ?? unseen);
        return {name, image: container?.image ?? null};
    };
    const {fileStore, search, pushProxy} = services ?? {};
    return [
        ...(proxies.length === 0
            ? [{part: 'tls_terminator' as const, name: unseen, image: null}]
            : proxies.map(({container}) => ({
                  part: 'tls_terminator' as const,
                  name: container,
                  image: containers.find(({name}) => name === container)?.image ?? null,
              }))),
        {part: 'database', name: database?.name ?? unseen, image: database?.image ?? null},
        {part: 'file_store', ...place(fileStore, fileStore?.driver)},
        {part: 'search', ...place(search, search && speakEnglish(`evidence.search.${search.kind}`))},
        {part: 'push_proxy', ...place(pushProxy, pushProxy && speakEnglish(`evidence.push.${pushProxy.kind}`))},
    ];
}

/** A service's container within its Compose project, or the container of that name. */
function findService(
    containers: readonly ContainerSummary[],
    project: string | undefined,
    service: string | undefined,
): ContainerSummary | undefined {
    return service === undefined
        ? undefined
        : (containers.find(
              ({labels}) =>
                  labels['com.docker.compose.project'] === project && labels['com.docker.compose.service'] === service,
          ) ?? containers.find(({name}) => name === service));
}
