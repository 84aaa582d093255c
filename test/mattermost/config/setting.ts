import type {JsonObject, JsonValue} from '../json_value.ts';
import {isJsonObject} from '../json_value.ts';

/** The value at `Section.Field[.Field]`, or undefined. */
export function readSetting(config: JsonObject, path: string): JsonValue | undefined {
    let value: JsonValue | undefined = config;
    for (const name of path.split('.')) {
        value = isJsonObject(value) ? value[name] : undefined;
    }
    return value;
}

/** A copy of the configuration with one value replaced; missing sections are made. */
export function withSetting(config: JsonObject, path: string, value: JsonValue): JsonObject {
    const [first = '', ...rest] = path.split('.');
    const inner = config[first];
    return {
        ...config,
        [first]: rest.length === 0 ? value : withSetting(isJsonObject(inner) ? inner : {}, rest.join('.'), value),
    };
}

export function isOn(config: JsonObject, path: string): boolean {
    return readSetting(config, path) === true;
}

export function textSetting(config: JsonObject, path: string): string {
    const value = readSetting(config, path);
    return typeof value === 'string' ? value : '';
}

export function numberSetting(config: JsonObject, path: string): number {
    const value = readSetting(config, path);
    return typeof value === 'number' ? value : 0;
}

/** Settings whose value is a map: a patch replaces them as a whole (channels/utils/merge.go). */
export const MAP_SETTINGS: ReadonlySet<string> = new Set([
    'PluginSettings.Plugins',
    'PluginSettings.PluginStates',
    'ContentFlaggingSettings.NotificationSettings.EventTargetMapping',
    'LogSettings.AdvancedLoggingJSON',
    'ExperimentalAuditSettings.AdvancedLoggingJSON',
]);

/** Objects are merged, everything else is replaced; maps are merged too, because a test states only what differs. */
export function mergeDeep(base: JsonObject, over: JsonObject): JsonObject {
    const merged: JsonObject = {...base};
    for (const [key, value] of Object.entries(over)) {
        const old = merged[key];
        merged[key] = isJsonObject(old) && isJsonObject(value) ? mergeDeep(old, value) : value;
    }
    return merged;
}
