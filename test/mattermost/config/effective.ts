import type {JsonObject} from '../json_value.ts';
import type {World} from '../world_shape.ts';
import {readEnvironment} from './environment.ts';
import {mergeDeep} from './setting.ts';

/** What MM_* variables override, as a partial configuration. */
export function environmentOverrides(world: World): JsonObject {
    return readEnvironment(world.environment, world.state.config);
}

/** The configuration in force: what is stored, overridden by the environment. Unmasked. */
export function effectiveConfig(world: World): JsonObject {
    return mergeDeep(world.state.config, environmentOverrides(world));
}
