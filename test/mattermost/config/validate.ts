import {AppError} from '../app_error.ts';
import type {JsonObject} from '../json_value.ts';
import {isOn, numberSetting, textSetting} from './setting.ts';

/** What the checks need to know of the server. */
export interface Build {
    readonly version: string;
    readonly variant: 'standard' | 'fips';
}

/** True when the dotted version is at least the other one. */
export function isVersionAtLeast(version: string, least: string): boolean {
    const [left, right] = [version, least].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
    for (let index = 0; index < 3; index++) {
        const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
        if (difference !== 0) {
            return difference > 0;
        }
    }
    return true;
}

/** The product's Config.IsValid, as far as it decides anything here. FIPS rules hold from 11.7 (model/config.go). */
export function findConfigError(config: JsonObject, build: Build): AppError | undefined {
    const hasFipsRules = build.variant === 'fips' && isVersionAtLeast(build.version, '11.7.0');
    const least = hasFipsRules ? 14 : 5;
    const length = numberSetting(config, 'PasswordSettings.MinimumLength');
    if (!Number.isInteger(length) || length < least || length > 72) {
        return new AppError(
            400,
            'model.config.is_valid.password_length.app_error',
            `Minimum password length must be a whole number greater than or equal to ${least} and less than or equal to 72.`,
        );
    }
    const proxyKey = new TextEncoder().encode(textSetting(config, 'ImageProxySettings.RemoteImageProxyOptions'));
    const proxyType = textSetting(config, 'ImageProxySettings.ImageProxyType');
    const isProxyOn = isOn(config, 'ImageProxySettings.Enable') && proxyType === 'atmos/camo';
    if (hasFipsRules && isProxyOn && proxyKey.length < 14) {
        return new AppError(
            400,
            'model.config.is_valid.image_proxy_type.app_error',
            'The remote image proxy options are too short for FIPS mode.',
        );
    }
    const siteUrl = textSetting(config, 'ServiceSettings.SiteURL');
    if (siteUrl !== '' && !URL.canParse(siteUrl)) {
        return new AppError(
            400,
            'model.config.is_valid.site_url.app_error',
            'Site URL must be a valid URL and start with http:// or https://.',
        );
    }
    return undefined;
}
