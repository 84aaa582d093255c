import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {FIPS_MINIMUM_SECRET_BYTES, holdsIn, SINCE, SOURCES} from '../values/thresholds.ts';

/** atmos/camo signs image addresses with its options as HMAC key: FIPS builds refuse a configuration with a short one. */
export const image_proxy_secret = defineCheck({
    code: 'image_proxy_secret',
    group: 'encryption_and_network',
    needs: ['image_proxy', 'server'],
    reasons: {
        not_used: 'pass',
        local: 'pass',
        dropped: 'pass',
        goes_with_12: 'warn',
        too_short: 'fail',
        too_short_later: 'warn',
        unreadable: 'unknown',
    },
    sources: [SOURCES.fips_minimum_length, SOURCES.server_image_proxy, SOURCES.server_config_model],
    judge: ({image_proxy: {enabled, kind, secret}, server: {version}}) => {
        if (!enabled) {
            return found('not_used');
        }
        if (kind !== 'atmos/camo') {
            return found('local', {kind});
        }
        if (holdsIn('image_proxy_dropped', version)) {
            return found('dropped', {version});
        }
        const data = {limitBytes: FIPS_MINIMUM_SECRET_BYTES, version};
        const cures = [remedy('lengthen_image_proxy_key'), remedy('use_local_image_proxy')];
        if (secret === 'unreadable') {
            return found('unreadable', data);
        }
        if (secret === 'ok') {
            return found('goes_with_12', data, [remedy('use_local_image_proxy')]);
        }
        return holdsIn('image_proxy_key_enforced', version) === false
            ? found('too_short_later', {...data, since: SINCE.image_proxy_key_enforced.from}, cures)
            : found('too_short', data, cures);
    },
});
