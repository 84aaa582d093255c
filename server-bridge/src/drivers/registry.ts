import type {Settings} from '../settings/settings.ts';
import {makeComposeDriver} from './docker/compose/index.ts';
import {makeContainerDriver} from './docker/container/index.ts';
import {makeDockerHost} from './docker/docker_host.ts';
import {makeKubernetesDriver} from './kubernetes/index.ts';
import type {Driver} from '../port/driver.ts';

/** Every driver, in the order they are asked. Nothing is connected yet. */
export function makeDrivers(settings: Settings, env: NodeJS.ProcessEnv): readonly Driver[] {
    const docker = makeDockerHost(settings, env);
    return [makeComposeDriver(docker), makeContainerDriver(docker), makeKubernetesDriver(settings, env)];
}
