import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {isPooler} from '../../../facts/pooler.ts';
import {isLoopback} from '../../../loopback.ts';
import {findDatabaseHost} from './database_host.ts';

/** The container PostgreSQL runs in beside the server. `address` is where both of them, and the host, reach it. */
export type DatabaseContainer = {
    readonly id: string;
    readonly name: string;
    /** Its service in the project; the container's name where there is none. */
    readonly service: string;
    readonly address: string;
    /** It hands connections on to a database elsewhere, and keeps passwords of its own. */
    readonly isPooler: boolean;
};

/** The running container that answers to `host` on a network it shares with the server. */
export async function findDatabaseContainer(
    engine: Engine,
    container: ContainerDetails,
    host: string,
): Promise<DatabaseContainer | undefined> {
    const networks = new Set(container.networks.map((network) => network.name));
    const wanted = findDatabaseHost(container, host);
    const matches: {readonly found: DatabaseContainer; readonly isDatabase: boolean}[] = [];
    for (const candidate of await engine.fetchContainers()) {
        const details =
            candidate.running && candidate.id !== container.id ? await engine.fetchContainer(candidate.id) : undefined;
        if (!details || (isLoopback(host) && !sharesNamespace(container, details))) {
            continue;
        }
        const shared = details.networks.find(
            (network) =>
                networks.has(network.name) &&
                (network.aliases.includes(wanted) || network.address === wanted || candidate.name === wanted),
        );
        if (shared) {
            const {id, name, labels, image} = candidate;
            const service = labels['com.docker.compose.service'] ?? name;
            matches.push({
                found: {id, name, service, address: shared.address, isPooler: isPooler(image)},
                isDatabase: details.environment.has('PGDATA'),
            });
        }
    }
    // Several containers may share one address: then the one that keeps a cluster is meant.
    return (matches.find(({isDatabase}) => isDatabase) ?? matches[0])?.found;
}

/** The two have one network between them: "here" is the same place for both. */
function sharesNamespace(one: ContainerDetails, other: ContainerDetails): boolean {
    const owner = ({id, networkMode}: ContainerDetails) => /^container:(.+)$/.exec(networkMode)?.[1] ?? id;
    return owner(one) === owner(other);
}
