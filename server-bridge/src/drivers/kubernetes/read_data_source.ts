import {parseDsn} from '../../facts/dsn.ts';
import type {Dsn} from '../../facts/dsn.ts';
import {findDsns} from '../../facts/find_dsns.ts';
import type {Instance} from '../../port/driver.ts';

/**
 * The connection string a server's variables name, as it is written and as it is read; undefined where none is there with a password.
 * Secret.
 */
export function readDataSource(
    environment: Instance['environment'],
): {readonly text: string; readonly dsn: Dsn} | undefined {
    const main = findDsns({environment, command: []}, undefined).find(({name}) => name === 'data_source');
    const dsn = main && parseDsn(main.text);
    return main && dsn && dsn.password !== '' ? {text: main.text, dsn} : undefined;
}
