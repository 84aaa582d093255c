import type {Facts} from '@fips-readiness/core';
import type {Deployment, Exec, LendFile, LocatedDatabase, Neighbour} from '../../port/driver.ts';
import {diagnoseDeployment} from './diagnose.ts';
import {makePsqlArguments} from './database/database_place.ts';
import type {Engine} from './engine/engine.ts';
import {findAgentImage} from './evidence/find_agent_image.ts';
import {findDatabaseHost} from './facts/database_host.ts';
import {findDatabaseContainer} from './facts/find_database.ts';
import type {OpenDockerHost} from './docker_host.ts';
import type {Found} from './found.ts';
import {openInstaller} from './init/installer.ts';
import {toInstance} from './instance.ts';
import {lendFileTo} from './lend_file.ts';
import {makeImageAccess, openFiles} from './open_files.ts';
import {planChange} from './plan/plan_change.ts';
import {describeTarget} from './describe_target.ts';
import {rehearseNextTo} from './rehearsal/rehearse_next_to.ts';

/** What one of the two Docker drivers adds to what they share. */
export type DriverParts = {
    readonly readFacts: (observedAt: string) => Promise<Facts>;
    /** False where what changes this kind is not here. */
    readonly canChange: boolean;
};

/** A deployment on a Docker engine, whichever of the two drivers found it. */
export function makeDeployment(host: OpenDockerHost, found: Found, parts: DriverParts): Deployment {
    const {engine, settings} = host;
    const {kind, name, service, container} = found;
    const exec: Exec = (argv, options) => engine.exec(container.id, argv, options);
    const lend: LendFile = (file, content, use) =>
        lendFileTo(engine, container, {name: file, content, use: (path) => use(path, exec)});
    return {
        kind,
        name,
        service,
        target: describeTarget(host.info, found),
        instances: [toInstance(container, settings)],
        exec: {can: true, use: exec},
        files: {can: true, use: openFiles(engine, container.id)},
        images: {can: true, use: makeImageAccess(engine)},
        lendFile: {can: true, use: lend},
        rehearse: {can: true, use: (input) => rehearseNextTo(host, container, input)},
        openInstaller: (chosen) => openInstaller(host, found, chosen),
        diagnose: (swaps) => diagnoseDeployment(host, found, swaps),
        locateDatabase: (dsn) => locateDatabase(host, found, dsn),
        readLogs: ({id}, options) => engine.readLogs(id, options),
        readFacts: parts.readFacts,
        planChange: (request) => planChange({...host, found, canChange: parts.canChange, ...request}),
        findNeighbours: () => findNeighbours(engine, found),
        findAgentImage: () => findAgentImage(engine),
    };
}

async function findNeighbours(engine: Engine, {project}: Found): Promise<readonly Neighbour[]> {
    return (await engine.fetchContainers()).map(({name, image, labels}) => {
        const isOfProject = project !== undefined && labels['com.docker.compose.project'] === project.name;
        return {name, image, service: isOfProject ? (labels['com.docker.compose.service'] ?? '') : ''};
    });
}

async function locateDatabase(
    {engine}: OpenDockerHost,
    {container}: Found,
    {host: databaseHost, port}: {readonly host: string; readonly port: string},
): Promise<LocatedDatabase> {
    const database = await findDatabaseContainer(engine, container, databaseHost);
    return {
        address: database?.address ?? findDatabaseHost(container, databaseHost),
        port,
        near: database && {
            name: database.name,
            service: database.service,
            isPooler: database.isPooler,
            ask: async (login, query) => {
                const argv = makePsqlArguments({engine, containerId: database.id, dsn: login}, query);
                const result = await engine.exec(database.id, argv).catch(() => undefined);
                return result?.exitCode === 0 ? result.stdout.trim() : undefined;
            },
        },
    };
}
