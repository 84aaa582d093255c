import type {DockerSettings} from '../../settings/settings.ts';
import {makeListenUrls} from '../../server/listen_urls.ts';
import type {Instance} from '../../port/driver.ts';
import type {ContainerDetails} from './engine/engine.ts';

/** A container as the rest of the agent sees it. */
export function toInstance(container: ContainerDetails, settings: Pick<DockerSettings, 'SITE_URL'>): Instance {
    const {id, name, imageReference, imageId, state, health, restartCount, exitCode, startedAt} = container;
    const {environment, command} = container;
    return {
        id,
        name,
        imageReference,
        imageId,
        state,
        health,
        restartCount,
        exitCode,
        startedAt,
        environment,
        command,
        urls: findContainerUrls(container, settings),
    };
}

/** Where the container itself listens: below the site's own path, where it has one. On the host's network at the host's own address. */
export function findContainerUrls(
    container: Pick<ContainerDetails, 'environment' | 'networkMode' | 'networks'>,
    settings: Pick<DockerSettings, 'SITE_URL'>,
): readonly string[] {
    const addresses = container.networkMode === 'host' ? ['127.0.0.1'] : container.networks.map(({address}) => address);
    return makeListenUrls(addresses, container.environment, settings);
}
