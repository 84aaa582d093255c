import type {LayerResult} from '@fips-readiness/core';
import {layer} from '../../../verify/layer.ts';
import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {findInspectDifferences} from './inspect_difference.ts';

/** What only the engine can compare: everything the container was made with, and its health check. */
export async function readContainerLayers(
    engine: Pick<Engine, 'fetchImage'>,
    container: ContainerDetails,
    before: ContainerDetails,
    allowedVariables: readonly string[],
): Promise<readonly LayerResult[]> {
    const images = {
        old: await engine.fetchImage(before.imageId),
        next: await engine.fetchImage(container.imageId),
    };
    const names = findInspectDifferences(before, container, images, allowedVariables);
    return [
        names.length === 0 ? layer('settings', 'ok', 'only_the_image') : layer('settings', 'failed', 'more', names),
        judgeHealth(container, before),
    ];
}

function judgeHealth(container: ContainerDetails, before: ContainerDetails): LayerResult {
    if (before.health !== 'healthy') {
        return layer('docker_health', 'skipped', 'not_before');
    }
    switch (container.health) {
        case 'healthy':
            return layer('docker_health', 'ok', 'healthy');
        case 'unhealthy':
            return layer('docker_health', 'failed', 'unhealthy');
        default:
            return layer('docker_health', 'skipped', 'not_yet');
    }
}
