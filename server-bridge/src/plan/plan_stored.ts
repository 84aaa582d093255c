import {forecastStored} from '@fips-readiness/core';
import type {BundleKeeping, Facts, Goal, Plan} from '@fips-readiness/core';
import type {Deployment, FileAccess} from '../port/driver.ts';
import {storedBundlePath} from '../scan/prepackaged_bundles.ts';
import {fetchEnabledPlugins} from '../server/enabled_plugins.ts';
import {openLocalMode} from '../server/local_mode.ts';

/** The server takes plugins of up to 50 MB unless it is told otherwise. */
const LARGEST_KEPT_BYTES = 512 * 1024 ** 2;

/** What the FIPS server will write into the file store, and whether what it replaces there goes into the rescue kit. */
export async function planStored(
    deployment: Deployment,
    facts: Facts,
    goal: Goal,
): Promise<NonNullable<Plan['storedByServer']>> {
    if (goal !== 'to_fips') {
        return [];
    }
    const {files} = deployment;
    const planned: NonNullable<Plan['storedByServer']> = [];
    for (const {id, version, replaces} of forecastStored(facts, await fetchEnabledPlugins(openLocalMode(deployment)))) {
        const kept =
            replaces === undefined
                ? {}
                : {
                      replaces: {
                          version: replaces,
                          bundle: files.can ? await judgeBundle(files.use, id) : ('elsewhere' as const),
                      },
                  };
        planned.push({id, version, ...kept});
    }
    return planned;
}

async function judgeBundle(files: Pick<FileAccess, 'statPath'>, id: string): Promise<BundleKeeping> {
    try {
        const stat = await files.statPath(storedBundlePath(id));
        return stat === undefined ? 'elsewhere' : stat.sizeBytes > LARGEST_KEPT_BYTES ? 'too_large' : 'kept';
    } catch {
        return 'unreadable';
    }
}
