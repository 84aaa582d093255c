import type {ResourceRescue} from '@fips-readiness/core';
import {parseDsn} from '../../../facts/dsn.ts';
import {printPasswordSql} from '../../../rotation/print_password_sql.ts';
import {printSecretPatch} from '../password/patch_secret.ts';
import type {StagedPassword} from '../password/staged_password.ts';

/** The files that revert a rotation, by name. They hold secrets; no command has one in its arguments. */
const FILES = {
    sql: 'password.sql',
    isOld: 'secret.is-old.json',
    toOld: 'secret.to-old.json',
    oldLogin: 'pgpass.old',
    nextLogin: 'pgpass.next',
} as const;

export function printPasswordFiles({password, values}: StagedPassword): readonly (readonly [string, string])[] {
    const toOld = printSecretPatch(values, 'old');
    const isOld = values.map(({key, old}) => ({op: 'test', path: `/data/${key}`, value: old}));
    return [
        [FILES.sql, printPasswordSql(password.old)],
        [FILES.isOld, `${JSON.stringify(isOld)}\n`],
        [FILES.toOld, `${JSON.stringify(toOld)}\n`],
        [FILES.oldLogin, printLogin(password.old)],
        [FILES.nextLogin, printLogin(password.next)],
    ];
}

/** Where the commands find them, and the database. */
export function describePassword(
    {secret, service, dataSource}: StagedPassword,
    folder: string,
): NonNullable<ResourceRescue['password']> {
    const dsn = parseDsn(dataSource);
    return {
        secret,
        service,
        host: dsn?.host ?? '',
        port: dsn?.port ?? '',
        role: dsn?.user ?? '',
        database: dsn?.database ?? '',
        tls: dsn?.tls !== true ? 'prefer' : dsn.verified ? 'verify-full' : 'require',
        files: {
            sql: `${folder}/${FILES.sql}`,
            isOld: `${folder}/${FILES.isOld}`,
            toOld: `${folder}/${FILES.toOld}`,
            oldLogin: `${folder}/${FILES.oldLogin}`,
            nextLogin: `${folder}/${FILES.nextLogin}`,
        },
    };
}

/** A line of a password file: whatever host, port, database and role. Source: PostgreSQL's documentation, "The Password File". */
function printLogin(password: string): string {
    return `*:*:*:*:${password.replace(/[\\:]/g, '\\$&')}\n`;
}
