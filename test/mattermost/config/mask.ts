import type {JsonObject, JsonValue} from '../json_value.ts';
import {readSetting, withSetting} from './setting.ts';

/** What REST shows instead of a secret (model.FakeSetting). */
const MASK = '*'.repeat(32);

/** Masked even when empty (recorded). */
const ALWAYS_MASKED = [
    'SqlSettings.DataSource',
    'SqlSettings.AtRestEncryptKey',
    'FileSettings.PublicLinkSalt',
    'ElasticsearchSettings.Password',
    'CacheSettings.RedisPassword',
    'ServiceSettings.SplitKey',
];

/** Masked when they hold something. */
const MASKED_WHEN_SET = [
    'SqlSettings.DataSourceReplicas',
    'SqlSettings.DataSourceSearchReplicas',
    'EmailSettings.SMTPPassword',
    'LdapSettings.BindPassword',
    'FileSettings.AmazonS3SecretAccessKey',
    'FileSettings.ExportAmazonS3SecretAccessKey',
    'GitLabSettings.Secret',
    'GoogleSettings.Secret',
    'Office365Settings.Secret',
    'OpenIdSettings.Secret',
    'MessageExportSettings.GlobalRelaySettings.SMTPPassword',
];

function maskValue(value: JsonValue): JsonValue {
    return Array.isArray(value) ? value.map(() => MASK) : MASK;
}

/** The configuration as GET /config shows it. */
export function maskConfig(config: JsonObject): JsonObject {
    let masked = config;
    for (const path of [...ALWAYS_MASKED, ...MASKED_WHEN_SET]) {
        const value = readSetting(config, path);
        if (value !== undefined && (value !== '' || ALWAYS_MASKED.includes(path))) {
            masked = withSetting(masked, path, maskValue(value));
        }
    }
    return masked;
}

function holdsMask(value: JsonValue | undefined): boolean {
    return value === MASK || (Array.isArray(value) && value.includes(MASK));
}

/** Puts the real secrets back where a patch handed the mask in again. */
export function unmaskConfig(patched: JsonObject, actual: JsonObject): JsonObject {
    let unmasked = patched;
    for (const path of [...ALWAYS_MASKED, ...MASKED_WHEN_SET]) {
        const real = readSetting(actual, path);
        if (real !== undefined && holdsMask(readSetting(patched, path))) {
            unmasked = withSetting(unmasked, path, real);
        }
    }
    return unmasked;
}
