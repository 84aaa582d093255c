import {makeStoredPassword} from './scram.ts';

/** PostgreSQL as far as anybody asks it: one role, one database, and who is connected. */
export type Database = {
    readonly version: number;
    readonly role: string;
    readonly name: string;
    /** The role's password as a login is held against it; `storedAs` is only what is told of it. */
    storedPassword: string;
    /** How the role's password is stored. */
    storedAs: 'SCRAM-SHA-256' | 'md5';
    /** `password_encryption`: how the next one would be. */
    passwordEncryption: 'scram-sha-256' | 'md5';
    /** Sessions of the role by application name; the server's own pool names none. */
    sessions: readonly {readonly application: string; readonly sessions: number}[];
    /** Only a superuser may read pg_authid. */
    isSuperuser: boolean;
    /** While it does not run, connections are closed at once and open ones end. */
    isRunning: boolean;
};

/** What the official project makes: the role is the superuser of its own PostgreSQL. */
export function makeDatabase(setup: Partial<Database> = {}): Database {
    return {
        version: 16,
        role: 'mmuser',
        name: 'mattermost',
        storedPassword: makeStoredPassword('mmuser_password'),
        storedAs: 'SCRAM-SHA-256',
        passwordEncryption: 'scram-sha-256',
        sessions: [{application: '', sessions: 10}],
        isSuperuser: true,
        isRunning: true,
        ...setup,
    };
}
