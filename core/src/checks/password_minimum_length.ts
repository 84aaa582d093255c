import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {FIPS_MINIMUM_SECRET_BYTES, holdsIn, SINCE, SOURCES} from '../values/thresholds.ts';

/** FIPS builds refuse a configuration whose minimum password length is under 14: the server does not start. */
export const password_minimum_length = defineCheck({
    code: 'password_minimum_length',
    group: 'accounts_and_sign_in',
    needs: ['password_policy', 'server'],
    reasons: {long_enough: 'pass', too_short: 'fail', too_short_later: 'warn'},
    sources: [SOURCES.fips_minimum_length, SINCE.password_minimum_enforced.source, SOURCES.server_config_model],
    judge: ({password_policy: {minimumLength, setByEnvironment}, server}) => {
        const data = {minimumLength, limit: FIPS_MINIMUM_SECRET_BYTES};
        if (minimumLength >= FIPS_MINIMUM_SECRET_BYTES) {
            return found('long_enough', data);
        }
        const cure = remedy(setByEnvironment ? 'raise_minimum_length_environment' : 'raise_minimum_length');
        return holdsIn('password_minimum_enforced', server.version) === false
            ? found(
                  'too_short_later',
                  {...data, version: server.version, since: SINCE.password_minimum_enforced.from},
                  [cure],
              )
            : found('too_short', data, [cure]);
    },
});
