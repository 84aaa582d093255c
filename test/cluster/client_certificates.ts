import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runOrFail} from '../engine/command.ts';
import {printSubject} from './users.ts';
import type {ClusterUser} from './users.ts';

/** The file of the certificate that those of users are signed by. */
export const CLIENT_AUTHORITY = 'client-authority.crt';
const AUTHORITY_KEY = 'client-authority.key';
const REQUEST = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];

/** Makes the authority of users' certificates in the folder of a control plane. */
export async function writeClientAuthority(folder: string): Promise<void> {
    const files = ['-keyout', join(folder, AUTHORITY_KEY), '-out', join(folder, CLIENT_AUTHORITY)];
    await runOrFail('openssl', [...REQUEST, '-subj', '/CN=clients', ...files]);
}

/** A certificate with its key, both PEM, that an API server knows a user by. `folder` is the control plane's. */
export async function issueCertificate(
    folder: string,
    user: ClusterUser,
): Promise<{readonly certificate: string; readonly key: string}> {
    const own = await mkdtemp(join(tmpdir(), 'client-certificate-'));
    const [key, certificate] = [join(own, 'key'), join(own, 'crt')];
    try {
        await runOrFail('openssl', [
            ...REQUEST,
            ...['-subj', printSubject(user), '-addext', 'extendedKeyUsage=clientAuth'],
            ...['-CA', join(folder, CLIENT_AUTHORITY), '-CAkey', join(folder, AUTHORITY_KEY)],
            ...['-keyout', key, '-out', certificate],
        ]);
        return {certificate: await readFile(certificate, 'utf8'), key: await readFile(key, 'utf8')};
    } finally {
        await rm(own, {recursive: true, force: true});
    }
}
