import {copyFile, mkdir} from 'node:fs/promises';
import {join} from 'node:path';

import {runOrFail} from './command.ts';

const CONFIGURATION = join(import.meta.dirname, 'nginx/default.conf');
const CERTIFICATE = 'volumes/web/cert/cert.pem';
const KEY = 'volumes/web/cert/key-no-password.pem';
const SUBJECT = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];

/**
 * Writes what the official project's nginx reads to the paths of its `.env`: configuration, Diffie-Hellman parameters, and a
 * self-signed certificate for 127.0.0.1. Answers the certificate's path.
 */
export async function writeNginxFiles(root: string): Promise<string> {
    await mkdir(join(root, 'nginx/conf.d'), {recursive: true});
    await mkdir(join(root, 'volumes/web/cert'), {recursive: true});
    await copyFile(CONFIGURATION, join(root, 'nginx/conf.d/default.conf'));
    const openssl = (...args: readonly string[]) => runOrFail('openssl', args, {cwd: root});
    await openssl(
        ...['genpkey', '-genparam', '-algorithm', 'DH', '-pkeyopt', 'group:ffdhe4096'],
        ...['-out', 'nginx/dhparams4096.pem'],
    );
    await openssl(
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
        ...[...SUBJECT, '-keyout', KEY, '-out', CERTIFICATE],
    );
    return join(root, CERTIFICATE);
}
