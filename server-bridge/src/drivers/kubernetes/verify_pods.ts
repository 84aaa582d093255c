import type {LayerResult} from '@fips-readiness/core';
import type {Instance} from '../../port/driver.ts';
import {judgeInstances} from '../../verify/judge_instances.ts';
import type {WantedInstances} from '../../verify/judge_instances.ts';
import {layer} from '../../verify/layer.ts';

/** The layers only a cluster has: every pod is as wanted, and none was started again. */
export async function readPodLayers(
    instances: readonly Instance[],
    wanted: WantedInstances,
): Promise<readonly LayerResult[]> {
    return [await judgeInstances(instances, wanted), judgeRestarts(instances)];
}

function judgeRestarts(instances: readonly Instance[]): LayerResult {
    const restarted = instances.filter(({restartCount}) => restartCount > 0).map(({name}) => name);
    return restarted.length > 0 ? layer('restarts', 'failed', 'restarted', restarted) : layer('restarts', 'ok', 'none');
}
