import {relative, resolve} from 'node:path';
import {FipsError, isObserved, makeFact, makeMissing} from '@fips-readiness/core';
import type {DeploymentKind, Facts} from '@fips-readiness/core';
import type {ComposeProject} from '../edit/compose.ts';
import type {ContainerDetails, ContainerSummary} from '../engine/engine.ts';
import type {DockerSettings} from '../../../settings/settings.ts';
import {readProjectTexts} from '../edit/project_texts.ts';
import type {ProjectTexts} from '../edit/project_texts.ts';
import {readContainerFacts} from '../facts/container_facts.ts';
import type {Detection, Driver} from '../../../port/driver.ts';
import type {DockerHost, OpenDockerHost} from '../docker_host.ts';
import type {Found} from '../found.ts';
import {makeDeployment} from '../make_deployment.ts';
import {makeDockerDriver} from '../make_driver.ts';
import {fetchOwnLabels, findMattermostContainers} from '../mattermost_container.ts';
import {findOwner} from '../owner/find_owner.ts';
import {makeComposeChanger} from './change.ts';
import {findCaller} from './find_caller.ts';
import {findImageSource} from './image_source.ts';
import {findProfiles} from './find_profiles.ts';
import {fetchReferences, findReferences} from './find_references.ts';
import {ComposeConfig} from './schema.ts';

const LABEL = 'com.docker.compose.';

/** Manages a service of a Compose project. */
export function makeComposeDriver(host: DockerHost): Driver {
    return makeDockerDriver(host, {
        kind: 'compose',
        detect,
        makeContainerChanger: ({engine, compose}) => {
            if (!compose) {
                throw new FipsError('compose_missing');
            }
            return makeComposeChanger(engine, compose);
        },
    });
}

async function detect(host: OpenDockerHost): Promise<Detection> {
    const {engine, settings} = host;
    const candidates: ComposeFound[] = [];
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
    if (rivals.length > 0) {
        return {code: 'several', candidates: candidates.map((candidate) => candidate.container.name)};
    }
    const found = await completeProject(host, first);
    return {
        code: 'found',
        deployment: makeDeployment(host, found, {
            readFacts: (observedAt) => readFacts(host, found, observedAt),
            canChange: host.compose !== undefined,
        }),
    };
}

/** A service of a project. */
type ComposeFound = Found & {readonly project: ComposeProject};

/** What neither labels nor settings tell of how the project is started: its files and containers do. */
async function completeProject(
    {engine, compose, settings}: OpenDockerHost,
    first: ComposeFound,
): Promise<ComposeFound> {
    const {project, service, container} = first;
    if (!compose) {
        return first;
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
    return {...first, project: {...found, caller}};
}

/** Labels are hints: what the settings pin stands above them. */
function readProject(labels: Readonly<Record<string, string>>, name: string, settings: DockerSettings): ComposeProject {
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

function isWanted(service: string, container: ContainerDetails, settings: DockerSettings): boolean {
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

async function readFacts(host: OpenDockerHost, found: ComposeFound, observedAt: string): Promise<Facts> {
    const {engine, info, settings} = host;
    const {container, project, service} = found;
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
    const filesFacts = await readFilesFacts({host, found, texts, all, observedAt});
    const named = filesFacts.image_source;
    return {
        ...containerFacts,
        deployment: makeFact(
            {
                kind: found.kind,
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
async function readFilesFacts({
    host: {compose},
    found: {project, service: ownService, container},
    texts,
    all,
    observedAt,
}: {
    readonly host: OpenDockerHost;
    readonly found: ComposeFound;
    readonly texts: ProjectTexts;
    readonly all: readonly ContainerSummary[];
    readonly observedAt: string;
}): Promise<Facts> {
    if (!compose || texts.composeFiles.length < project.files.length || project.files.length === 0) {
        const missing = makeMissing(compose ? 'not_readable' : 'not_supported', 'agent_compose', observedAt);
        return {image_source: missing, compose_drift: missing};
    }
    const [outside, hashes] = await Promise.all([
        compose.fetchConfig(project),
        compose.fetchHashes(project, findReferences(all, project.name)),
    ]);
    const config = ComposeConfig.safeParse(outside);
    if (!config.success || !config.data.services[ownService]) {
        throw new FipsError('compose_refuses', {
            directory: project.directory,
            problem: `Its files have no service ${ownService}.`,
        });
    }
    const running = container.imageReference;
    const wanted = config.data.services[ownService]?.image;
    const name = <T extends {readonly path: string}>(file: T): T => ({
        ...file,
        path: relative(project.directory, file.path),
    });
    const source = findImageSource({
        composeFiles: texts.composeFiles.map(name),
        envFiles: texts.envFiles.map(name),
        service: ownService,
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
