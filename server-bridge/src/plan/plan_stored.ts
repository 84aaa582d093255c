import {forecastStored} from '@fips-readiness/core';
import type {BundleKeeping, Plan} from '@fips-readiness/core';
import {fetchEnabledPlugins} from '../after/enabled_plugins.ts';
import type {Engine} from '../engine/engine.ts';
import {makeLocalMode} from '../facts/local_mode.ts';
import {storedBundlePath} from '../scan/prepackaged_bundles.ts';
import type {PlanInput} from './plan_input.ts';

/** The server takes plugins of up to 50 MB unless it is told otherwise. */
const LARGEST_KEPT_BYTES = 512 * 1024 ** 2;

/** What the FIPS server will write into the file store, and whether what it replaces there goes into the rescue kit. */
export async function planStored({
    engine,
    facts,
    goal,
    deployment: {container},
}: Pick<PlanInput, 'engine' | 'facts' | 'goal' | 'deployment'>): Promise<NonNullable<Plan['storedByServer']>> {
    if (goal !== 'to_fips') {
        return [];
    }
    const forecast = forecastStored(facts, await fetchEnabledPlugins(makeLocalMode(engine, container)));
    const planned: NonNullable<Plan['storedByServer']> = [];
    for (const {id, version, replaces} of forecast) {
        const kept =
            replaces === undefined
                ? {}
                : {replaces: {version: replaces, bundle: await judgeBundle(engine, container.id, id)}};
        planned.push({id, version, ...kept});
    }
    return planned;
}

async function judgeBundle(engine: Pick<Engine, 'statPath'>, containerId: string, id: string): Promise<BundleKeeping> {
    try {
        const stat = await engine.statPath(containerId, storedBundlePath(id));
        return stat === undefined ? 'elsewhere' : stat.sizeBytes > LARGEST_KEPT_BYTES ? 'too_large' : 'kept';
    } catch {
        return 'unreadable';
    }
}
