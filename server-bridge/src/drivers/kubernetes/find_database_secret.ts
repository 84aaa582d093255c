import type {Found} from './found.ts';

/** The variables the connection string comes in, the server's own first. */
const VARIABLES: readonly string[] = ['MM_SQLSETTINGS_DATASOURCE', 'MM_CONFIG'];

/** The Secret the server's connection string comes from; else the first one its variables come from. */
export function findDatabaseSecret({pods: [{container}]}: Pick<Found, 'pods'>): string | undefined {
    const named = container.env.flatMap(({name, valueFrom}) =>
        valueFrom?.secretKeyRef ? [{name, secret: valueFrom.secretKeyRef.name}] : [],
    );
    const own = VARIABLES.flatMap((variable) => named.find(({name}) => name === variable) ?? []);
    return [...own, ...named][0]?.secret;
}
