import {AppError} from '../app_error.ts';
import type {JsonObject, JsonValue} from '../json_value.ts';
import {isJsonObject} from '../json_value.ts';
import {unmaskConfig} from './mask.ts';
import {MAP_SETTINGS, readSetting} from './setting.ts';

function kindOf(value: JsonValue): string {
    return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}

function mergePatch(base: JsonObject, patch: JsonObject, path: string): JsonObject {
    const merged: JsonObject = {...base};
    for (const [key, value] of Object.entries(patch)) {
        const old = base[key];
        const here = path === '' ? key : `${path}.${key}`;
        if (old === undefined || value === null) {
            // As Go's decoder: members that are no field are dropped, null leaves a field alone.
            continue;
        }
        if (MAP_SETTINGS.has(here)) {
            merged[key] = value;
        } else if (isJsonObject(old) && isJsonObject(value)) {
            merged[key] = mergePatch(old, value, here);
        } else if (old !== null && kindOf(old) !== kindOf(value)) {
            throw new AppError(
                400,
                'api.context.invalid_body_param.app_error',
                'Invalid or missing config in request body.',
                `${here} is a ${kindOf(value)}`,
            );
        } else {
            merged[key] = value;
        }
    }
    return merged;
}

/** Sections and fields are merged, maps replaced as a whole, masked secrets keep their value. */
export function patchConfig(config: JsonObject, patch: JsonObject): JsonObject {
    return unmaskConfig(mergePatch(config, patch, ''), config);
}

const GUARDED = ['PluginSettings.EnableUploads', 'PluginSettings.MarketplaceURL', 'ImportSettings.Directory'];

/** Settings REST refuses to change for security's sake (local mode does not): the first one the patch would move. */
export function findGuardedChange(config: JsonObject, patch: JsonObject): AppError | undefined {
    const moved = GUARDED.find((path) => {
        const wanted = readSetting(patch, path);
        return wanted !== undefined && wanted !== null && wanted !== readSetting(config, path);
    });
    return moved === undefined
        ? undefined
        : new AppError(
              403,
              'api.config.update_config.not_allowed_security.app_error',
              `Changing ${moved} is not allowed due to security reasons.`,
          );
}
