import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import type {FactValue} from '@fips-readiness/core';
import type {Instance} from '../port/driver.ts';
import {findConfigFlag} from './config_flag.ts';

/** A connection string and the name it goes by. Holds a secret: stays inside the agent. */
export type NamedDsn = {
    readonly name: string;
    readonly from: FactValue<'database_credentials'>[number]['from'];
    readonly text: string;
};

/** The variables that hold connection strings. */
export const DSN_VARIABLES = [
    'MM_CONFIG',
    'MM_SQLSETTINGS_DATASOURCE',
    'MM_SQLSETTINGS_DATASOURCEREPLICAS',
    'MM_SQLSETTINGS_DATASOURCESEARCHREPLICAS',
    'MM_SQLSETTINGS_REPLICALAGSETTINGS',
];

/** What the operator's container that waits for the database asks. The server has no such variable. */
export const READINESS_URL = 'DB_CONNECTION_CHECK_URL';

/** Of a variable whose value is not seen: it is no connection string, so nobody takes it for a good one. */
const UNSEEN = '';

const Lag = z.array(z.object({DataSource: z._default(z.nullable(z.string()), '')}));

const SqlConfig = z.object({
    SqlSettings: z.object({
        DataSource: z._default(z.nullable(z.string()), ''),
        DataSourceReplicas: z._default(z.nullable(z.array(z.string())), []),
        DataSourceSearchReplicas: z._default(z.nullable(z.array(z.string())), []),
        ReplicaLagSettings: z._default(z.nullable(Lag), []),
    }),
});

/**
 * Every connection string the server opens: data source, replicas, search replicas, those it measures a replica's lag with
 * (`SqlSettings` in server/public/model/config.go), a configuration kept in the database (`MM_CONFIG`, `--config`), and the readiness URL. The
 * environment stands above the configuration, as in the server, also where its value is not seen.
 */
export function findDsns(
    {environment, unseen = [], command}: Pick<Instance, 'environment' | 'unseen' | 'command'>,
    configuration: unknown,
): readonly NamedDsn[] {
    const config = SqlConfig.safeParse(configuration).data?.SqlSettings;
    const many = (
        variable: string,
        name: string,
        configured: readonly (string | null)[] | null | undefined,
        read: (value: string) => readonly (string | null)[] = splitList,
    ): readonly NamedDsn[] => {
        if (unseen.includes(variable)) {
            return [{name: `${name}_1`, from: 'environment', text: UNSEEN}];
        }
        const value = environment.get(variable) ?? '';
        const from = value === '' ? ('configuration' as const) : ('environment' as const);
        return (value === '' ? (configured ?? []) : read(value)).flatMap((text, index) =>
            text === null || text === '' ? [] : [{name: `${name}_${index + 1}`, from, text}],
        );
    };
    const main = many('MM_SQLSETTINGS_DATASOURCE', 'data_source', [config?.DataSource ?? null], (value) => [value]);
    const readiness = environment.get(READINESS_URL) ?? '';
    const store = findConfigFlag(command) ?? environment.get('MM_CONFIG') ?? '';
    return [
        ...main.map((dsn) => ({...dsn, name: 'data_source'})),
        ...many('MM_SQLSETTINGS_DATASOURCEREPLICAS', 'replica', config?.DataSourceReplicas),
        ...many('MM_SQLSETTINGS_DATASOURCESEARCHREPLICAS', 'search_replica', config?.DataSourceSearchReplicas),
        ...many(
            'MM_SQLSETTINGS_REPLICALAGSETTINGS',
            'replica_lag',
            config?.ReplicaLagSettings?.map(({DataSource}) => DataSource),
            (value) => Lag.safeParse(parseJson(value)).data?.map(({DataSource}) => DataSource) ?? [value],
        ),
        ...(unseen.includes('MM_CONFIG') ? [{name: 'mm_config', from: 'environment' as const, text: UNSEEN}] : []),
        ...(/^postgres(ql)?:/.test(store) ? [{name: 'mm_config', from: 'environment' as const, text: store}] : []),
        ...(/^postgres(ql)?:/.test(readiness) || unseen.includes(READINESS_URL)
            ? [{name: 'readiness_url', from: 'environment' as const, text: readiness || UNSEEN}]
            : []),
    ];
}

/** A list variable: JSON, or blanks between the values. */
function splitList(value: string): readonly string[] {
    const json = parseJson(value);
    return Array.isArray(json) ? json.map(String) : value.split(/\s+/).filter((text) => text !== '');
}
