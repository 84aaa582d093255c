import type {ContainerSummary, Engine} from '../engine/engine.ts';

const LABEL = 'com.docker.compose.';

/** The container of each service of a project that others may name, running or not: the first of several, as compose counts them. */
export async function fetchReferences(
    engine: Pick<Engine, 'fetchContainers'>,
    project: string,
): Promise<ReadonlyMap<string, string>> {
    return findReferences(await engine.fetchContainers(), project);
}

/** The same, from a list. */
export function findReferences(containers: readonly ContainerSummary[], project: string): ReadonlyMap<string, string> {
    const own = containers
        .filter(({labels}) => labels[`${LABEL}project`] === project && labels[`${LABEL}oneoff`] !== 'True')
        .toSorted((one, other) => numberOf(other) - numberOf(one));
    return new Map(own.map(({id, labels}) => [labels[`${LABEL}service`] ?? '', id]));
}

function numberOf({labels}: ContainerSummary): number {
    return Number(labels[`${LABEL}container-number`] ?? 1);
}
