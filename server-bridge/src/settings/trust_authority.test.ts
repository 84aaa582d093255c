import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {trustAuthority} from './trust_authority.ts';

const run = promisify(execFile);
let folder = '';
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'authority-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

test('a server with a certificate of one’s own is reached once its authority is trusted, and not before', async () => {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    await run('openssl', [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'],
        ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate],
    ]);
    const server = createServer({key: await readFile(key), cert: await readFile(certificate)}, (_, response) =>
        response.end('well'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
        await expect(fetch(url)).rejects.toThrow();
        await trustAuthority(certificate);
        await expect(fetch(url).then((answer) => answer.text())).resolves.toBe('well');
    } finally {
        server.closeAllConnections();
        server.close();
    }
});

test.each([
    ['no file', undefined],
    ['no certificate', 'hello'],
    ['a broken one', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
])('%s -> ca_unreadable', async (_name, text) => {
    const file = join(folder, 'ca.pem');
    if (text !== undefined) {
        await writeFile(file, text);
    }
    await expect(trustAuthority(file)).rejects.toMatchObject({code: 'ca_unreadable', data: {file}});
});
