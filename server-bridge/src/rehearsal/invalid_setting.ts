import {MINIMUM_LENGTH_VARIABLE} from '@fips-readiness/core';
import type {RemedyCode} from '@fips-readiness/core';

/** A setting the FIPS build refuses, in the product's own name, and the way to mend it. */
export type InvalidSetting = {readonly setting: string; readonly remedy: RemedyCode};

const PROXY: InvalidSetting = {
    setting: 'ImageProxySettings.RemoteImageProxyOptions',
    remedy: 'lengthen_image_proxy_key',
};

/** Which setting an error id of the product's Config.IsValid stands for; undefined for one no FIPS rule is behind. */
export function findInvalidSetting(
    errorId: string,
    environment: ReadonlyMap<string, string>,
): InvalidSetting | undefined {
    switch (errorId) {
        case 'model.config.is_valid.password_length.app_error':
            return {
                setting: 'PasswordSettings.MinimumLength',
                remedy: environment.has(MINIMUM_LENGTH_VARIABLE)
                    ? 'raise_minimum_length_environment'
                    : 'raise_minimum_length',
            };
        case 'model.config.is_valid.atmos_camo_image_proxy_options_length.app_error':
        case 'model.config.is_valid.atmos_camo_image_proxy_options.app_error':
            return PROXY;
        default:
            return undefined;
    }
}
