import {makePsqlArguments} from './database_place.ts';
import type {DatabasePlace} from './database_place.ts';

/** The database's size in bytes, or undefined where PostgreSQL does not tell. A dump is usually smaller. */
export async function measureDatabase(place: DatabasePlace): Promise<number | undefined> {
    const argv = makePsqlArguments(place, 'select pg_database_size(current_database())');
    const {exitCode, stdout} = await place.engine.exec(place.containerId, argv);
    const size = stdout.trim();
    return exitCode === 0 && /^\d+$/.test(size) ? Number(size) : undefined;
}
