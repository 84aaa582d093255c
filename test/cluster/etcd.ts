import {access} from 'node:fs/promises';
import {join} from 'node:path';
import {cacheFolder} from '../engine/cache.ts';

/** What `.ci/install.sh` fetches. */
const VERSION = '3.5.16';

/** The etcd program; an error names what brings it. */
export async function findEtcd(): Promise<string> {
    const binary = join(cacheFolder(), 'etcd', VERSION, 'etcd');
    await access(binary).catch(() => {
        throw new Error(`etcd ${VERSION} is missing (${binary}); no cluster was started. Run .ci/install.sh as root.`);
    });
    return binary;
}
