import {relative, resolve} from 'node:path';
import {FipsError, isObserved, makeFact, makeMissing} from '@fips-readiness/core';
import type {DeploymentKind, Facts} from '@fips-readiness/core';
import type {Compose, ComposeProject} from '../edit/compose.ts';
import type {ContainerDetails, ContainerSummary, Engine, EngineInfo} from '../engine/engine.ts';
import type {Settings} from '../../../settings/settings.ts';
import {readProjectTexts} from '../edit/project_texts.ts';
import type {ProjectTexts} from '../edit/project_texts.ts';
import {readContainerFacts} from '../facts/container_facts.ts';
import type {Deployment, Detection, Driver} from '../../driver.ts';
import {fetchOwnLabels, findMattermostContainers} from '../mattermost_container.ts';
import {findOwner} from '../owner/find_owner.ts';
import {makeComposeChanger} from './change.ts';
import {findCaller} from './find_caller.ts';
import {findImageSource} from './image_source.ts';
import {findProfiles} from './find_profiles.ts';
import {fetchReferences, findReferences} from './find_references.ts';
import {ComposeConfig} from './schema.ts';

const LABEL = 'com.docker.compose.';

/** Looks after a service of a Compose project. `compose` is undefined where the program is missing. */
export function makeComposeDriver(ports: {
    readonly engine: Engine;
    readonly info: EngineInfo;
    readonly compose: Compose | undefined;
    readonly settings: Settings;
}): Driver {
    return {
        kind: 'compose',
        detect: () => detect(ports),
        inspect: (deployment, observedAt) => inspect(ports, deployment, observedAt),
        changer: ports.compose && makeComposeChanger(ports.engine, ports.compose),
    };
}

async function detect(ports: Parameters<typeof makeComposeDriver>[0]): Promise<Detection> {
    const {engine, settings} = ports;
    const candidates: Deployment[] = [];
    for (const summary of await findMattermostContainers(engine, settings.IMAGE_PAIRS)) {
        const container = await engine.fetchContainer(summary.id);
        const labels = container && (await fetchOwnLabels(engine, container));
        const name = labels?.[`${LABEL}project`];
        const service = labels?.[`${LABEL}service`];
        if (!container || labels === undefined || name === undefined || service === undefined) {
            continue;
        }
        const project = readProject(labels, name, settings);
        if (labels[`${LABEL}oneoff`] !== 'True' && isWanted(service, container, settings)) {
            candidates.push({kind: readKind(labels), name: project.name, service, container, project});
        }
    }
    const [first, ...others] = candidates;
    if (!first) {
        return {
            code: 'not_mine',
            reason: settings.PROJECT_DIR === undefined ? 'no_compose_label' : 'service_not_found',
        };
    }
    const rivals = others.filter((other) => other.name !== first.name || other.service !== first.service);
    return rivals.length > 0
        ? {code: 'several', candidates: candidates.map((candidate) => candidate.container.name)}
        : {code: 'found', deployment: await completeProject(ports, first)};
}

/** What neither labels nor settings tell of how the project is started: its files and containers do. */
async function completeProject(
    {engine, compose, settings}: Parameters<typeof makeComposeDriver>[0],
    deployment: Deployment,
): Promise<Deployment> {
    const {project, service, container} = deployment;
    if (!project || !compose) {
        return deployment;
    }
    const texts = await readProjectTexts(project);
    const composeTexts = texts.composeFiles.map(({text}) => text);
    const envTexts = texts.envFiles.map(({text}) => text);
    const containers = await fetchReferences(engine, project.name);
    const profiles = settings.PROFILES ?? findProfiles({services: [...containers.keys()], composeTexts, envTexts});
    const found = {...project, profiles};
    const caller = await findCaller({
        compose,
        project: found,
        texts: [...composeTexts, ...envTexts],
        service,
        container,
        containers,
    });
    return {...deployment, project: {...found, caller}};
}

/** Labels are hints: what the settings pin stands above them. */
function readProject(labels: Readonly<Record<string, string>>, name: string, settings: Settings): ComposeProject {
    const hinted = (labels[`${LABEL}project.config_files`] ?? '').split(',').filter((file) => file !== '');
    const directory = settings.PROJECT_DIR ?? labels[`${LABEL}project.working_dir`] ?? '';
    return {
        directory,
        name: settings.PROJECT_NAME ?? name,
        files: settings.PROJECT_FILES ?? hinted,
        envFiles:
            settings.ENV_FILES ??
            (labels[`${LABEL}project.environment_file`] ?? '').split(',').filter((file) => file !== ''),
        profiles: [],
    };
}

function isWanted(service: string, container: ContainerDetails, settings: Settings): boolean {
    const hintedDirectory = container.labels[`${LABEL}project.working_dir`];
    return (
        (settings.PROJECT_DIR === undefined || hintedDirectory === settings.PROJECT_DIR) &&
        (settings.PROJECT_NAME === undefined || container.labels[`${LABEL}project`] === settings.PROJECT_NAME) &&
        (settings.SERVICE === undefined || service === settings.SERVICE) &&
        (settings.CONTAINER === undefined || container.name === settings.CONTAINER)
    );
}

function readKind(labels: Readonly<Record<string, string>>): DeploymentKind {
    return labels[`${LABEL}version`]?.startsWith('1.') === true ? 'compose_v1' : 'compose';
}

async function inspect(
    ports: Parameters<typeof makeComposeDriver>[0],
    deployment: Deployment,
    observedAt: string,
): Promise<Facts> {
    const {engine, info, compose, settings} = ports;
    const {container, project, service} = deployment;
    if (!project) {
        throw new Error('a compose deployment has a project');
    }
    const all = await engine.fetchContainers();
    const siblings = all.filter((one) => one.running && one.labels[`${LABEL}project`] === project.name);
    const containerFacts = await readContainerFacts({
        engine,
        info,
        container,
        pairs: settings.IMAGE_PAIRS,
        containersSeen: siblings.filter((one) => one.labels[`${LABEL}service`] === service).length,
        observedAt,
    });
    const texts = await readProjectTexts(project);
    const files = [...texts.composeFiles, ...texts.envFiles];
    const filesFacts = await readFilesFacts(compose, deployment, project, texts, all, observedAt);
    const named = filesFacts.image_source;
    return {
        ...containerFacts,
        deployment: makeFact(
            {
                kind: deployment.kind,
                name: project.name,
                service,
                host: info.host,
                folder: project.directory,
                files: [...project.files],
                container: container.name,
            },
            'agent_engine',
            observedAt,
        ),
        deployment_owner: await findOwner(
            engine,
            {
                directory: project.directory,
                files,
                // The official project is a checkout whose `.env` Git ignores: only the file that would be edited counts.
                editedFiles:
                    isObserved(named) && named.value.file !== ''
                        ? [resolve(project.directory, named.value.file)]
                        : files.map(({path}) => path),
                labels: await fetchOwnLabels(engine, container),
                container,
                containers: all,
            },
            observedAt,
        ),
        ...filesFacts,
    };
}

/** What only the files tell. Without readable files or the program these facts are missing, with the reason. */
async function readFilesFacts(
    compose: Compose | undefined,
    deployment: Deployment,
    project: ComposeProject,
    texts: ProjectTexts,
    all: readonly ContainerSummary[],
    observedAt: string,
): Promise<Facts> {
    if (!compose || texts.composeFiles.length < project.files.length || project.files.length === 0) {
        const missing = makeMissing(compose ? 'not_readable' : 'not_supported', 'agent_compose', observedAt);
        return {image_source: missing, compose_drift: missing};
    }
    const [outside, hashes] = await Promise.all([
        compose.fetchConfig(project),
        compose.fetchHashes(project, findReferences(all, project.name)),
    ]);
    const config = ComposeConfig.safeParse(outside);
    if (!config.success || !config.data.services[deployment.service]) {
        throw new FipsError('compose_refuses', {
            directory: project.directory,
            problem: `Its files have no service ${deployment.service}.`,
        });
    }
    const running = deployment.container.imageReference;
    const wanted = config.data.services[deployment.service]?.image;
    const name = <T extends {readonly path: string}>(file: T): T => ({
        ...file,
        path: relative(project.directory, file.path),
    });
    const source = findImageSource({
        composeFiles: texts.composeFiles.map(name),
        envFiles: texts.envFiles.map(name),
        service: deployment.service,
        resolvedMatches: wanted === running,
    });
    const siblings = all.filter((one) => one.running && one.labels[`${LABEL}project`] === project.name);
    const drifted = siblings.flatMap((sibling) => {
        const service = sibling.labels[`${LABEL}service`] ?? '';
        const before = sibling.labels[`${LABEL}config-hash`];
        const now = hashes.get(service);
        return before !== undefined && now !== undefined && before !== now ? [service] : [];
    });
    return {
        image_source: source
            ? makeFact(source, 'agent_compose', observedAt)
            : makeMissing('not_readable', 'agent_compose', observedAt),
        compose_drift: makeFact(
            {
                services: [...new Set(drifted)].sort(),
                ...(wanted !== undefined && wanted !== running && {image: {running, wanted}}),
            },
            'agent_compose',
            observedAt,
        ),
    };
}
