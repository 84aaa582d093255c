import type {Detection, Driver} from '../../port/driver.ts';
import {findNamedPlatform} from '../../settings/named_platform.ts';
import type {ContainerChanger} from './container_changer.ts';
import {diagnoseHost} from './diagnose.ts';
import {openDockerHost} from './docker_host.ts';
import type {DockerHost, OpenDockerHost} from './docker_host.ts';
import {makeChanger} from './make_changer.ts';
import {findContainerFiles, makeImageAccess} from './open_files.ts';
import {describeRescue} from './rescue/describe_rescue.ts';

/** What differs between the drivers that share one engine. */
type Ways = {
    readonly kind: Driver['kind'];
    readonly detect: (host: OpenDockerHost) => Promise<Detection>;
    /** Throws FipsError where this host has not what a change needs. */
    readonly makeContainerChanger: (host: OpenDockerHost) => ContainerChanger;
};

/** A driver over a Docker engine; the engine is asked only once the driver is. */
export function makeDockerDriver(host: DockerHost, {kind, detect, makeContainerChanger}: Ways): Driver {
    return {
        kind,
        isNamed: findNamedPlatform(host.settings) === 'docker',
        detect: async () => detect(await openDockerHost(host)),
        diagnose: () => diagnoseHost(host),
        findFiles: (name) => findContainerFiles(host.engine, name),
        images: makeImageAccess(host.engine),
        describeRescue: (run) => describeRescue(host.settings, run),
        openChanger: async (plan) => {
            const open = await openDockerHost(host);
            return makeChanger(open, plan, makeContainerChanger(open));
        },
    };
}
