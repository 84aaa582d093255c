import {effectiveConfig, environmentOverrides} from '../config/effective.ts';
import {patchConfig} from '../config/patch.ts';
import {findConfigError} from '../config/validate.ts';
import type {JsonObject} from '../json_value.ts';
import {isJsonObject} from '../json_value.ts';
import type {World} from '../world_shape.ts';
import {announceConfig, announcePluginChanges} from './plugins.ts';
import {isPluginEnabled, listInstalled} from './plugin_state.ts';

/** What the environment overrides is never stored: those fields keep what stood in the database. */
function withoutOverrides(config: JsonObject, stored: JsonObject, overrides: JsonObject): JsonObject {
    const kept: JsonObject = {...config};
    for (const [key, over] of Object.entries(overrides)) {
        const [here, before] = [config[key], stored[key]];
        kept[key] =
            isJsonObject(over) && isJsonObject(here) && isJsonObject(before)
                ? withoutOverrides(here, before, over)
                : (before ?? null);
    }
    return kept;
}

/** Applies a patch to the stored configuration; throws AppError (400) when the result would not be valid. */
export function saveConfigPatch(world: World, patch: JsonObject): void {
    const wasEnabled = new Map(
        listInstalled(world).map(({manifest}) => [manifest.id, isPluginEnabled(world, manifest.id)] as const),
    );
    const before = world.state.config;
    world.state.config = withoutOverrides(patchConfig(before, patch), before, environmentOverrides(world));
    const error = findConfigError(effectiveConfig(world), world);
    if (error !== undefined) {
        world.state.config = before;
        throw error;
    }
    announceConfig(world);
    announcePluginChanges(world, wasEnabled);
}
