import type {SampleProject} from '../compose_stand_in/sample_project.ts';
import {hashService} from '../compose_stand_in/sample_project.ts';
import {addContainer} from './add_container.ts';
import type {ContainerSetup} from './add_container.ts';
import type {Container} from './container.ts';
import type {EngineState} from './engine_state.ts';
import {findImage} from './lookup.ts';

const COMPOSE_VERSION = '2.26.1';

/**
 * What `docker compose up -d` leaves behind for the sample project: a labelled, running container a service. `own` says
 * where a service's container is reached, and adds variables that the project does not set.
 */
export function addComposeProject(
    state: EngineState,
    project: SampleProject,
    own: Readonly<Record<string, Pick<ContainerSetup, 'environment' | 'address'>>> = {},
): ReadonlyMap<string, Container> {
    const {name, directory, files, config} = project;
    const services = Object.entries(config.services).toSorted(
        ([, first], [, second]) =>
            Object.keys(first.depends_on ?? {}).length - Object.keys(second.depends_on ?? {}).length,
    );
    return new Map(
        services.map(([service, wanted]) => {
            const dependencies = Object.entries(wanted.depends_on ?? {});
            const container = addContainer(state, {
                name: `${name}-${service}-1`,
                image: wanted.image,
                ...own[service],
                environment: {...wanted.environment, ...own[service]?.environment},
                labels: {
                    'com.docker.compose.config-hash': hashService(wanted),
                    'com.docker.compose.container-number': '1',
                    'com.docker.compose.depends_on': dependencies
                        .map(([other, {condition}]) => `${other}:${condition}:false`)
                        .join(','),
                    'com.docker.compose.image': findImage(state, wanted.image).id,
                    'com.docker.compose.oneoff': 'False',
                    'com.docker.compose.project': name,
                    'com.docker.compose.project.config_files': files.join(','),
                    'com.docker.compose.project.working_dir': directory,
                    'com.docker.compose.service': service,
                    'com.docker.compose.version': COMPOSE_VERSION,
                },
                network: config.networks.default.name,
                aliases: [service],
                mounts: wanted.volumes.map(({source, target}) => ({
                    type: 'bind',
                    name: '',
                    source,
                    target,
                    writable: true,
                })),
                ports: (wanted.ports ?? []).map(({target, protocol, published}) => ({
                    target,
                    protocol,
                    published: Number(published),
                })),
                restartPolicy: wanted.restart,
                readOnlyRoot: wanted.read_only === true,
                tmpfs: wanted.tmpfs,
                securityOptions: wanted.security_opt,
            });
            return [service, container];
        }),
    );
}
