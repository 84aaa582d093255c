import {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {getCACertificates, setDefaultCACertificates} from 'node:tls';
import {FipsError} from '@fips-readiness/core';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Lets this process trust the authorities of a PEM file (CA_FILE), besides those it trusts already: for every connection
 * from here on, the WebSocket's too. Throws FipsError `ca_unreadable`.
 */
export async function trustAuthority(file: string): Promise<void> {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) {
        throw new FipsError('ca_unreadable', {file, problem: 'It cannot be opened.'});
    }
    const certificates = text.match(CERTIFICATE) ?? [];
    if (certificates.length === 0 || !certificates.every(isCertificate)) {
        throw new FipsError('ca_unreadable', {
            file,
            problem: 'It holds no certificate in PEM, or one that cannot be read.',
        });
    }
    setDefaultCACertificates([...getCACertificates('default'), ...certificates]);
}

function isCertificate(pem: string): boolean {
    try {
        return new X509Certificate(pem).raw.length > 0;
    } catch {
        return false;
    }
}
