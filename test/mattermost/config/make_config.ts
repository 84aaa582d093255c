import {randomBytes} from 'node:crypto';

import type {JsonObject} from '../json_value.ts';
import {CONFIG_DEFAULTS} from './defaults.ts';
import {mergeDeep} from './setting.ts';
import type {Build} from './validate.ts';
import {isVersionAtLeast} from './validate.ts';

/** The configuration a fresh server of this version and variant writes, with the overrides on top. */
export function makeConfig(build: Build, overrides: JsonObject = {}): JsonObject {
    const needsLongPasswords = build.variant === 'fips' && isVersionAtLeast(build.version, '11.7.0');
    const generated: JsonObject = {
        FileSettings: {PublicLinkSalt: randomBytes(16).toString('hex')},
        PasswordSettings: {MinimumLength: needsLongPasswords ? 14 : 8},
    };
    if (!isVersionAtLeast(build.version, '12.0.0')) {
        generated['SqlSettings'] = {AtRestEncryptKey: randomBytes(16).toString('hex')};
    }
    return mergeDeep(mergeDeep(CONFIG_DEFAULTS, generated), overrides);
}
