import Docker from 'dockerode';
import {SAMPLE_SERVICES} from './sample_project.ts';
import type {SampleProject, SampleService} from './sample_project.ts';
import {SampleRefusal} from './sample_refusal.ts';
import {makeServiceLabels} from './service_labels.ts';

type Labels = Readonly<Record<string, string>>;

const DIVERGING = ['com.docker.compose.config-hash', 'com.docker.compose.image'] as const;

/**
 * `up --detach --pull never`: makes the containers of these services, and of those they depend on, what the project says. One
 * that is so already is left alone. `say` is told each step, as compose says it on standard error.
 */
export async function bringUp(
    dockerHost: string,
    project: SampleProject,
    wanted: readonly string[],
    say: (line: string) => void,
): Promise<void> {
    const docker = new Docker({socketPath: dockerHost.replace(/^unix:\/\//, '')});
    const last =
        wanted.length === 0 ? SAMPLE_SERVICES.length : 1 + Math.max(...wanted.map((name) => findService(name)));
    for (const service of SAMPLE_SERVICES.slice(0, last)) {
        await bringServiceUp(docker, project, service, say);
    }
}

async function bringServiceUp(
    docker: Docker,
    project: SampleProject,
    service: SampleService,
    say: (line: string) => void,
): Promise<void> {
    const {name, config} = project;
    const image = await docker.getImage(config.services[service].image).inspect();
    const labels = makeServiceLabels(project, service, image.Id);
    const containerName = `${name}-${service}-1`;
    const old = (await docker.listContainers({all: true})).find(
        ({Labels: found}) =>
            found['com.docker.compose.project'] === name && found['com.docker.compose.service'] === service,
    );
    if (old && isUpToDate(old.Labels, labels)) {
        const isRunning = old.State === 'running';
        say(` Container ${containerName}  ${isRunning ? 'Running' : 'Starting'}`);
        if (!isRunning) {
            await docker.getContainer(old.Id).start().catch(passOver304);
        }
        return;
    }
    say(` Container ${containerName}  ${old ? 'Recreate' : 'Creating'}`);
    if (old) {
        // As compose does it: the old one keeps its place until the new one is made.
        const container = docker.getContainer(old.Id);
        await container.rename({name: `${old.Id.slice(0, 12)}_${containerName}`});
        const created = await docker.createContainer(describeContainer(project, service, containerName, labels));
        // The engine answers 304, an error to the library, where it does not run.
        await (['created', 'exited'].includes(old.State) ? undefined : container.stop());
        await container.remove({v: false});
        await created.start();
    } else {
        await (await docker.createContainer(describeContainer(project, service, containerName, labels))).start();
    }
    say(` Container ${containerName}  Started`);
}

/** "Already started" is an answer to the engine’s own client, and an error to this library: a restarting container gives it. */
function passOver304(error: unknown): void {
    if (!(error instanceof Error && 'statusCode' in error && error.statusCode === 304)) {
        throw error;
    }
}

function isUpToDate(running: Labels, wanted: Labels): boolean {
    return DIVERGING.every((label) => running[label] === wanted[label]);
}

function describeContainer(
    {config}: SampleProject,
    service: SampleService,
    name: string,
    labels: Labels,
): Docker.ContainerCreateOptions {
    const wanted = config.services[service];
    const network = config.networks.default.name;
    return {
        name,
        Image: wanted.image,
        Env: Object.entries(wanted.environment).map(([variable, value]) => `${variable}=${value}`),
        Labels: labels,
        HostConfig: {
            NetworkMode: network,
            Binds: wanted.volumes.map(({source, target}) => `${source}:${target}:rw`),
            PortBindings: Object.fromEntries(
                (wanted.ports ?? []).map(({target, protocol, published}) => [
                    `${target}/${protocol}`,
                    [{HostPort: published}],
                ]),
            ),
            RestartPolicy: {Name: wanted.restart},
            ReadonlyRootfs: wanted.read_only === true,
            SecurityOpt: [...wanted.security_opt],
            Tmpfs: Object.fromEntries(wanted.tmpfs.map((folder) => [folder, ''])),
        },
        NetworkingConfig: {EndpointsConfig: {[network]: {Aliases: [service]}}},
    };
}

function findService(name: string): number {
    const index = SAMPLE_SERVICES.findIndex((service) => service === name);
    if (index < 0) {
        throw new SampleRefusal(`The sample has no service ${name}.`);
    }
    return index;
}
