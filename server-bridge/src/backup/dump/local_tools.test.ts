import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough, Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {findPgDump, makeLocalTools} from './local_tools.ts';

const DSN = {
    host: 'db.chat.svc',
    port: '5432',
    user: 'mmuser',
    password: 'a-password-nobody-sees',
    database: 'matter most',
    tls: true,
    verified: true,
};
const AT = {address: '127.0.0.1', port: '40001'};

describe('pg_dump and pg_restore of this machine', () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'local-tools-'));
    });
    afterEach(() => rm(folder, {recursive: true, force: true}));

    const env = () => ({PATH: `${folder}:/usr/bin:/bin`, HOME: folder, PGUSER: 'somebody-else'});
    const write = (name: string, script: string) =>
        writeFile(join(folder, name), `#!/bin/sh\n${script}\n`, {mode: 0o755});
    const tools = (more: Partial<typeof DSN> = {}) => makeLocalTools({...DSN, ...more}, AT, env());
    const never = new AbortController().signal;

    test.each([
        ["echo 'pg_dump (PostgreSQL) 17.2 (Debian 17.2-1)'", 17],
        ["echo 'pg_dump of something else'", undefined],
        ['exit 1', undefined],
    ])('%s -> version %s', async (script, version) => {
        await write('pg_dump', script);
        await expect(findPgDump(env())).resolves.toBe(version);
    });

    test('none on the path', async () => {
        await expect(findPgDump({PATH: folder})).resolves.toBeUndefined();
    });

    test('the password is in no argument, the name is what the certificate is for, and nobody else’s variables count', async () => {
        await write('pg_dump', 'env >"$HOME/env"; printf \'%s\\n\' "$@" >"$HOME/args"; printf dump; echo said >&2');
        const stdout = new PassThrough();
        const [ended, dumped] = await Promise.all([tools().dump({stdout, signal: never}), text(stdout)]);
        expect([ended, dumped]).toEqual([{exitCode: 0, stderr: 'said\n'}, 'dump']);
        await expect(readFile(join(folder, 'args'), 'utf8')).resolves.toBe('-Fc\n-w\n');
        expect((await readFile(join(folder, 'env'), 'utf8')).split('\n')).toEqual(
            expect.arrayContaining([
                'PGHOST=db.chat.svc',
                'PGHOSTADDR=127.0.0.1',
                'PGPORT=40001',
                'PGUSER=mmuser',
                'PGDATABASE=matter most',
                'PGPASSWORD=a-password-nobody-sees',
                'PGSSLMODE=verify-full',
            ]),
        );
    });

    test('a dump is read from the input; a program that reads no more of it is judged by its exit code', async () => {
        await write('pg_restore', 'test "$1" = --list && exec cat; head -c 1 >/dev/null; exit 3');
        const listed = new PassThrough();
        const [, contents] = await Promise.all([
            tools().list({stdin: Readable.from(['the contents']), stdout: listed, signal: never}),
            text(listed),
        ]);
        expect(contents).toBe('the contents');
        const much = Readable.from(Array.from({length: 64}, () => Buffer.alloc(64 * 1024)));
        const read = tools().readAll({stdin: much, stdout: new PassThrough().resume(), signal: never});
        await expect(read).resolves.toMatchObject({exitCode: 3});
    });

    test('the signal ends the program, and one that cannot be started rejects', async () => {
        await write('pg_dump', 'exec sleep 60');
        const stopping = new AbortController();
        const dumping = tools().dump({stdout: new PassThrough().resume(), signal: stopping.signal});
        setTimeout(() => stopping.abort(), 50);
        await expect(dumping).rejects.toThrow();
        await rm(join(folder, 'pg_dump'));
        const missing = makeLocalTools(DSN, AT, {PATH: folder});
        await expect(missing.dump({stdout: new PassThrough().resume(), signal: never})).rejects.toThrow();
    });
});
