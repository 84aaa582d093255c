import fc from 'fast-check';
import {parseDsn} from './dsn.ts';

describe('parseDsn', () => {
    test('official project', () => {
        expect(parseDsn('postgres://mmuser:a%24b@postgres:5432/mattermost?sslmode=disable&connect_timeout=10')).toEqual(
            {
                host: 'postgres',
                port: '5432',
                user: 'mmuser',
                password: 'a$b',
                database: 'mattermost',
                tls: false,
                verified: false,
            },
        );
    });

    test('key and value form', () => {
        expect(parseDsn("host=db user=mm password='it\\'s here' dbname=chat")).toMatchObject({
            host: 'db',
            password: "it's here",
            database: 'chat',
            tls: true,
        });
    });

    test.each([
        ['postgres://mm:x@[::1]:5432/chat', {host: '::1', port: '5432', database: 'chat'}],
        ['postgres://mm:x@[fd00::2]/chat', {host: 'fd00::2', port: '5432'}],
        ['postgres:///chat?host=/var/run/postgresql&port=5433&user=mm', {host: '/var/run/postgresql', port: '5433'}],
        ['postgres://mm:x@/?dbname=chat', {host: 'localhost', database: 'chat'}],
    ])('%s', (text, dsn) => {
        expect(parseDsn(text)).toMatchObject(dsn);
    });

    test.each([[''], ['mysql://u:p@h/d'], ['postgres://u:%zz@h/d'], ['just words'], ['postgres://[::bad/x']])(
        'is none: case %#',
        (text) => {
            expect(parseDsn(text)).toBeUndefined();
        },
    );

    test('every password survives percent-encoding', () => {
        fc.assert(
            fc.property(fc.string({unit: 'grapheme', maxLength: 30}), (password) => {
                expect(parseDsn(`postgres://u:${encodeURIComponent(password)}@h/d`)?.password).toBe(password);
            }),
        );
    });
});
