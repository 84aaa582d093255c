import {createHash} from 'node:crypto';
import type {Evidence} from '@fips-readiness/core';
import type {Capability, FileAccess} from '../port/driver.ts';
import {makeScanBudget} from '../scan/scan_budget.ts';
import {walkArchive} from '../scan/walk_archive.ts';

/** Where OpenSSL's FIPS provider lies, by distribution (OpenSSL 3, README-FIPS.md: MODULESDIR). */
const PLACES = [
    '/usr/lib/ossl-modules/fips.so',
    '/usr/lib64/ossl-modules/fips.so',
    '/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so',
    '/usr/local/lib/ossl-modules/fips.so',
];

/** The OpenSSL FIPS provider in the running instance, with the digest of its file; null where none lies in a usual place. */
export async function findModule(files: Capability<Pick<FileAccess, 'readArchive'>>): Promise<Evidence['module']> {
    if (!files.can) {
        return null;
    }
    for (const path of PLACES) {
        const source = await files.use.readArchive(path);
        if (!source) {
            continue;
        }
        const hash = createHash('sha256');
        let sizeBytes = 0;
        let found = false;
        await walkArchive(
            source,
            async ({type, body}) => {
                found ||= type === 'file';
                for await (const chunk of body) {
                    hash.update(chunk);
                    sizeBytes += chunk.length;
                }
            },
            makeScanBudget(),
        );
        if (found) {
            return {path, digest: `sha256:${hash.digest('hex')}`, sizeBytes};
        }
    }
    return null;
}
