import {FipsError, makeFact} from '@fips-readiness/core';
import type {DeploymentKind, Facts} from '@fips-readiness/core';
import {isRunContainer} from '../rescue/container_names.ts';
import {readContainerFacts} from '../facts/container_facts.ts';
import type {Detection, Driver} from '../../../port/driver.ts';
import type {DockerHost, OpenDockerHost} from '../docker_host.ts';
import type {Found} from '../found.ts';
import {makeDeployment} from '../make_deployment.ts';
import {makeDockerDriver} from '../make_driver.ts';
import {findOwner} from '../owner/find_owner.ts';
import {fetchOwnLabels, findMattermostContainers} from '../mattermost_container.ts';
import {makeReplacingChanger} from './change.ts';

/** Labels other orchestrators put on the containers they run: those deployments are told apart by name, not moved. */
const FOREIGN: readonly (readonly [string, DeploymentKind])[] = [
    ['com.docker.swarm.service.name', 'swarm'],
    ['com.amazonaws.ecs.cluster', 'ecs'],
    ['io.kubernetes.pod.name', 'kubernetes'],
];

/** Manages one container started without Compose. */
export function makeContainerDriver(host: DockerHost): Driver {
    return makeDockerDriver(host, {
        kind: 'docker',
        detect,
        makeContainerChanger: ({engine, info}) => {
            if (info.product !== 'docker') {
                throw new FipsError('not_offered', {reason: 'The agent changes containers on a Docker engine only.'});
            }
            return makeReplacingChanger(engine);
        },
    });
}

async function detect(host: OpenDockerHost): Promise<Detection> {
    const {engine, info, settings} = host;
    const summaries = (await findMattermostContainers(engine, settings.IMAGE_PAIRS)).filter(
        (summary) => settings.CONTAINER === undefined || summary.name === settings.CONTAINER,
    );
    const names = summaries.map(({name}) => name);
    const candidates: Found[] = [];
    let compose = false;
    for (const summary of summaries.filter(({name}) => !isRunContainer(name, names))) {
        const container = await engine.fetchContainer(summary.id);
        const labels = container && (await fetchOwnLabels(engine, container));
        if (!container || labels === undefined) {
            continue;
        }
        if (labels['com.docker.compose.project'] !== undefined) {
            compose = true;
            continue;
        }
        const foreign = FOREIGN.find(([label]) => labels[label] !== undefined)?.[1];
        const kind = foreign ?? (info.product === 'podman' ? 'podman' : 'docker');
        candidates.push({kind, name: container.name, service: '', container, project: undefined});
    }
    const [first, ...others] = candidates;
    if (!first) {
        const missing = settings.CONTAINER === undefined ? 'no_container' : 'container_not_found';
        return {code: 'not_mine', reason: compose ? 'belongs_to_compose' : missing};
    }
    if (others.length > 0) {
        return {code: 'several', candidates: candidates.map((candidate) => candidate.name)};
    }
    return {
        code: 'found',
        deployment: makeDeployment(host, first, {
            readFacts: (observedAt) => readFacts(host, first, observedAt),
            canChange: info.product === 'docker',
        }),
    };
}

async function readFacts(
    {engine, info, settings}: OpenDockerHost,
    {kind, container}: Found,
    observedAt: string,
): Promise<Facts> {
    const containers = await engine.fetchContainers();
    return {
        ...(await readContainerFacts({
            engine,
            info,
            container,
            pairs: settings.IMAGE_PAIRS,
            containersSeen: container.state === 'running' ? 1 : 0,
            observedAt,
        })),
        deployment: makeFact(
            {kind, name: container.name, service: '', host: info.host, container: container.name},
            'agent_engine',
            observedAt,
        ),
        deployment_owner: await findOwner(
            engine,
            {
                directory: '',
                files: [],
                editedFiles: [],
                labels: await fetchOwnLabels(engine, container),
                container,
                containers,
            },
            observedAt,
        ),
        image_source: makeFact({kind: 'container', file: '', line: null, variable: null}, 'agent_engine', observedAt),
        compose_drift: makeFact({services: []}, 'agent_engine', observedAt),
    };
}
