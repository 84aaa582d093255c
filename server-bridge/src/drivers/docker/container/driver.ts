import {makeFact} from '@fips-readiness/core';
import type {DeploymentKind, Facts} from '@fips-readiness/core';
import type {Engine, EngineInfo} from '../engine/engine.ts';
import {isRunContainer} from '../rescue/container_names.ts';
import type {Settings} from '../../../settings/settings.ts';
import {readContainerFacts} from '../facts/container_facts.ts';
import type {Deployment, Detection, Driver} from '../../driver.ts';
import {findOwner} from '../owner/find_owner.ts';
import {fetchOwnLabels, findMattermostContainers} from '../mattermost_container.ts';
import {makeDockerChanger} from './change.ts';

/** Labels other orchestrators put on the containers they run: those deployments are told apart by name, not moved. */
const FOREIGN: readonly (readonly [string, DeploymentKind])[] = [
    ['com.docker.swarm.service.name', 'swarm'],
    ['com.amazonaws.ecs.cluster', 'ecs'],
    ['io.kubernetes.pod.name', 'kubernetes'],
];

/** Looks after one container started without Compose. */
export function makeDockerDriver(ports: {
    readonly engine: Engine;
    readonly info: EngineInfo;
    readonly settings: Settings;
}): Driver {
    return {
        kind: 'docker',
        detect: () => detect(ports),
        inspect: (deployment, observedAt) => inspect(ports, deployment, observedAt),
        changer: ports.info.product === 'docker' ? makeDockerChanger(ports.engine) : undefined,
    };
}

async function detect({engine, info, settings}: Parameters<typeof makeDockerDriver>[0]): Promise<Detection> {
    const summaries = (await findMattermostContainers(engine, settings.IMAGE_PAIRS)).filter(
        (summary) => settings.CONTAINER === undefined || summary.name === settings.CONTAINER,
    );
    const names = summaries.map(({name}) => name);
    const candidates: Deployment[] = [];
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
    return others.length > 0
        ? {code: 'several', candidates: candidates.map((candidate) => candidate.name)}
        : {code: 'found', deployment: first};
}

async function inspect(
    {engine, info, settings}: Parameters<typeof makeDockerDriver>[0],
    deployment: Deployment,
    observedAt: string,
): Promise<Facts> {
    const {container} = deployment;
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
            {kind: deployment.kind, name: container.name, service: '', host: info.host, container: container.name},
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
