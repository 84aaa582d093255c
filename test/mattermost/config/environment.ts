import type {JsonObject, JsonValue} from '../json_value.ts';
import {isJsonObject} from '../json_value.ts';
import {withSetting} from './setting.ts';

function convert(text: string, example: JsonValue): JsonValue {
    if (typeof example === 'boolean') {
        return text === 'true' || text === '1';
    }
    if (typeof example === 'number') {
        return Number(text);
    }
    return Array.isArray(example) ? text.split(' ').filter((item) => item !== '') : text;
}

/** The settings that MM_SECTION_FIELD variables override, as a partial configuration. Names that are no setting are skipped. */
export function readEnvironment(environment: Readonly<Record<string, string>>, config: JsonObject): JsonObject {
    let overrides: JsonObject = {};
    for (const [sectionName, section] of Object.entries(config)) {
        for (const [fieldName, example] of Object.entries(isJsonObject(section) ? section : {})) {
            const text = environment[`MM_${sectionName}_${fieldName}`.toUpperCase()];
            if (text !== undefined && !isJsonObject(example)) {
                overrides = withSetting(overrides, `${sectionName}.${fieldName}`, convert(text, example));
            }
        }
    }
    return overrides;
}

/** What GET /config/environment shows: only that a setting is overridden, never by what. */
export function viewEnvironment(overrides: JsonObject): JsonObject {
    return Object.fromEntries(
        Object.entries(overrides).map(([name, value]) => [name, isJsonObject(value) ? viewEnvironment(value) : true]),
    );
}
