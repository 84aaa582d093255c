import {SAMPLE_SERVICES} from '../compose_stand_in/sample_project.ts';
import type {SampleProject} from '../compose_stand_in/sample_project.ts';
import {makeServiceLabels} from '../compose_stand_in/service_labels.ts';
import {addContainer} from './add_container.ts';
import type {ContainerSetup} from './add_container.ts';
import type {Container} from './container.ts';
import type {EngineState} from './engine_state.ts';
import {findImage} from './lookup.ts';

/**
 * What `docker compose up -d` leaves behind for the sample project: a labelled, running container a service. `own` says
 * where a service's container is reached, and adds variables that the project does not set.
 */
export function addComposeProject(
    state: EngineState,
    project: SampleProject,
    own: Readonly<Record<string, Pick<ContainerSetup, 'environment' | 'address'>>> = {},
): ReadonlyMap<string, Container> {
    const {name, config} = project;
    return new Map(
        SAMPLE_SERVICES.map((service) => {
            const wanted = config.services[service];
            const container = addContainer(state, {
                name: `${name}-${service}-1`,
                image: wanted.image,
                ...own[service],
                environment: {...wanted.environment, ...own[service]?.environment},
                labels: makeServiceLabels(project, service, findImage(state, wanted.image).id),
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
