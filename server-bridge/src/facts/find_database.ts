import type {ContainerDetails, Engine} from '../engine/engine.ts';

/** The container PostgreSQL runs in beside the server. `address` is where both of them, and the host, reach it. */
export type DatabaseContainer = {
    readonly id: string;
    readonly name: string;
    /** Its service in the project; the container's name where there is none. */
    readonly service: string;
    readonly address: string;
};

/** The running container that answers to `host` on a network it shares with the server. */
export async function findDatabaseContainer(
    engine: Engine,
    container: ContainerDetails,
    host: string,
): Promise<DatabaseContainer | undefined> {
    const networks = new Set(container.networks.map((network) => network.name));
    for (const candidate of await engine.fetchContainers()) {
        if (!candidate.running || candidate.id === container.id) {
            continue;
        }
        const details = await engine.fetchContainer(candidate.id);
        const shared = details?.networks.find(
            (network) =>
                networks.has(network.name) &&
                (network.aliases.includes(host) || network.address === host || candidate.name === host),
        );
        if (shared) {
            const {id, name, labels} = candidate;
            return {id, name, service: labels['com.docker.compose.service'] ?? name, address: shared.address};
        }
    }
    return undefined;
}
