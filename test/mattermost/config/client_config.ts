import {createHash} from 'node:crypto';

import type {JsonValue} from '../json_value.ts';
import {isJsonObject} from '../json_value.ts';
import type {World} from '../world_shape.ts';
import {CLIENT_CONSTANTS, CLIENT_SETTINGS} from './client_settings.ts';
import {effectiveConfig} from './effective.ts';
import {readSetting} from './setting.ts';
import {isVersionAtLeast} from './validate.ts';

function print(value: JsonValue | undefined): string {
    return Array.isArray(value) ? value.join(',') : String(value ?? '');
}

function makeBuildValues(world: World): Record<string, string> {
    const values: Record<string, string> = {
        Version: world.version,
        BuildNumber: world.buildNumber,
        BuildDate: world.buildDate,
        BuildHash: world.buildHash,
        BuildHashEnterprise: world.isEnterpriseReady ? world.buildHash : 'none',
        BuildEnterpriseReady: String(world.isEnterpriseReady),
        DiagnosticId: world.state.telemetry_id,
        TelemetryId: world.state.telemetry_id,
        AsymmetricSigningPublicKey: world.state.signing_key,
        NoAccounts: String(world.state.users.every((user) => user.is_bot)),
    };
    // The flag came with 11.3: on an older server the key is missing, which is not "false".
    if (isVersionAtLeast(world.version, '11.3.0')) {
        values['IsFipsEnabled'] = String(world.variant === 'fips');
    }
    return values;
}

/** GET /config/client: every value a string; without a session the limited map. */
export function makeClientConfig(world: World, isLoggedIn: boolean): Record<string, string> {
    const config = effectiveConfig(world);
    const values: Record<string, string> = {...makeBuildValues(world), ...CLIENT_CONSTANTS.limited};
    const settings = isLoggedIn ? {...CLIENT_SETTINGS.limited, ...CLIENT_SETTINGS.full} : CLIENT_SETTINGS.limited;
    for (const [key, path] of Object.entries(settings)) {
        values[key] = print(readSetting(config, path));
    }
    const flags = config['FeatureFlags'];
    for (const [key, value] of Object.entries(isJsonObject(flags) ? flags : {})) {
        values[`FeatureFlag${key}`] = print(value);
    }
    if (isLoggedIn) {
        Object.assign(values, CLIENT_CONSTANTS.full, {
            GiphySdkKey: 'stand-in',
            InstallationDate: String(world.state.installation_at),
            MaxPostSize: String(world.maxPostSize),
            FeatureFlagExperimentalCrossTeamSearch: 'true',
            SchemaVersion: String(world.schemaVersion),
        });
    }
    return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The X-Version-Id header and the websocket's server_version. */
export function printVersionId(world: World): string {
    const hash = createHash('sha256')
        .update(JSON.stringify(makeClientConfig(world, false)))
        .digest('hex');
    return [world.version, world.buildNumber, hash, String(world.state.licence !== null)].join('.');
}
