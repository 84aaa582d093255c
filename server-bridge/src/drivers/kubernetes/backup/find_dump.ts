import * as z from 'zod/mini';
import type {DumpTools} from '../../../backup/dump/dump_tools.ts';
import {findPgDump, makeLocalTools} from '../../../backup/dump/local_tools.ts';
import {queryDatabase} from '../../../facts/query_database.ts';
import type {Instance} from '../../../port/driver.ts';
import type {Cluster} from '../api/cluster.ts';
import {locateDatabase} from '../locate_database.ts';
import {readDataSource} from '../read_data_source.ts';

/** What a dump is made with, or why there can be none from here. Versions are PostgreSQL's major ones. */
export type DumpFound =
    | {readonly code: 'found'; readonly tools: DumpTools; readonly sizeBytes: number}
    | {readonly code: 'no_pg_dump'}
    | {readonly code: 'pg_dump_too_old'; readonly version: number; readonly needed: number}
    | {readonly code: 'database_not_reached'};

const QUERY =
    "select json_build_object('size', pg_database_size(current_database()), 'version', current_setting('server_version_num')::int / 10000)";
const Answer = z.object({size: z.number(), version: z.number()});

/**
 * This machine's pg_dump for the database a server logs in to: it must not be older than the database, which has to be reached from
 * here, directly or through a port that is forwarded to its pod. Throws FipsError.
 */
export async function findDump(
    cluster: Cluster,
    namespace: string,
    environment: Instance['environment'],
): Promise<DumpFound> {
    const version = await findPgDump(process.env);
    if (version === undefined) {
        return {code: 'no_pg_dump'};
    }
    const source = readDataSource(environment);
    if (!source) {
        return {code: 'database_not_reached'};
    }
    const located = await locateDatabase(cluster, namespace, source.dsn);
    const answer = Answer.safeParse(await queryDatabase(source.dsn, located, QUERY)).data;
    if (!answer) {
        return {code: 'database_not_reached'};
    }
    return version < answer.version
        ? {code: 'pg_dump_too_old', version, needed: answer.version}
        : {code: 'found', tools: makeLocalTools(source.dsn, located, process.env), sizeBytes: answer.size};
}
