import type {JsonObject} from './json_value.ts';
import {isJsonObject, textOf} from './json_value.ts';

/** plugin.json, as far as anybody here reads it; other members are carried along. */
export type PluginManifest = JsonObject & {id: string; name: string; version: string};

/** Reads a plugin.json; undefined when it is none (the product asks for a lower-case id of 3 to 190 characters and a name). */
export function parsePluginManifest(value: unknown): PluginManifest | undefined {
    if (!isJsonObject(value) || !/^[a-z0-9-_.]{3,190}$/.test(textOf(value, 'id')) || textOf(value, 'name') === '') {
        return undefined;
    }
    return {...value, id: textOf(value, 'id'), name: textOf(value, 'name'), version: textOf(value, 'version')};
}

/** The manifest as GET /plugins shows it: the settings schema gets the members the product always writes. */
export function viewManifest(manifest: PluginManifest): JsonObject {
    const schema = manifest['settings_schema'];
    if (!isJsonObject(schema)) {
        return manifest;
    }
    const settings = Array.isArray(schema['settings']) ? schema['settings'].filter(isJsonObject) : [];
    return {
        ...manifest,
        settings_schema: {
            header: textOf(schema, 'header'),
            footer: textOf(schema, 'footer'),
            settings: settings.map((setting) => ({
                key: textOf(setting, 'key'),
                display_name: textOf(setting, 'display_name'),
                type: textOf(setting, 'type'),
                help_text: textOf(setting, 'help_text'),
                placeholder: textOf(setting, 'placeholder'),
                default: setting['default'] ?? null,
                hosting: textOf(setting, 'hosting'),
                secret: setting['secret'] === true,
            })),
            sections: schema['sections'] ?? null,
        },
    };
}
