import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {parseDsn} from '../../../facts/dsn.ts';
import type {Dsn} from '../../../facts/dsn.ts';
import {findDatabaseContainer} from './find_database.ts';
import {findDsns} from '../../../facts/find_dsns.ts';
import type {DatabaseContainer} from './find_database.ts';

/** The server's data source as its container's variables give it, and the container the database runs in. Holds a secret. */
export type DataSource = {readonly dsn: Dsn; readonly database: DatabaseContainer | undefined};

/** Undefined where the variables name no data source: it then stands in the configuration. */
export async function findDataSource(engine: Engine, container: ContainerDetails): Promise<DataSource | undefined> {
    const main = findDsns(container, undefined).find(({name}) => name === 'data_source');
    const dsn = main && parseDsn(main.text);
    return dsn && {dsn, database: await findDatabaseContainer(engine, container, dsn.host)};
}
