import type {Build} from './config/validate.ts';
import type {World, WorldOptions} from './world_shape.ts';
import {makeWorld} from './world.ts';

/**
 * The same database and file store under a freshly started server, of another variant or version when given. Sessions
 * survive, as they do in the product. Throws AppError when the new image refuses the stored configuration.
 */
export function restartWorld(
    world: World,
    image: Partial<Build>,
    options: Pick<WorldOptions, 'prepackaged'> = {},
): World {
    return makeWorld({
        version: image.version ?? world.version,
        variant: image.variant ?? world.variant,
        isEnterpriseReady: world.isEnterpriseReady,
        environment: world.environment,
        nodes: world.nodes,
        remoteMarketplace: world.remoteMarketplace,
        fileStore: world.fileStore,
        state: world.state,
        now: world.now,
        ...options,
    });
}
