import type {Found} from './found.ts';

/** The first Secret the server's variables come from: the operator puts the database's there. */
export function findDatabaseSecret({pods: [{container}]}: Pick<Found, 'pods'>): string | undefined {
    return container.env.flatMap(({valueFrom}) => valueFrom?.secretKeyRef?.name ?? [])[0];
}
