import {isObserved} from '../facts/fact.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {FIPS_MINIMUM_SECRET_BYTES, holdsIn, SINCE, SOURCES} from '../values/thresholds.ts';

/** PostgreSQL's SCRAM uses the password as an HMAC key; FIPS builds refuse one under 14 bytes. */
export const database_password_length = defineCheck({
    code: 'database_password_length',
    group: 'database',
    needs: ['database_credentials'],
    // A short password is a blocker also where nobody knows yet which release it is.
    helps: ['server'],
    reasons: {
        long_enough: 'pass',
        no_password: 'pass',
        too_short: 'fail',
        too_short_later: 'warn',
        none_found: 'unknown',
        unreadable: 'unknown',
    },
    sources: [SOURCES.migration_guide, SOURCES.short_hmac_keys, SOURCES.short_hmac_keys_11_7],
    judge: ({database_credentials: credentials}, {server}) => {
        const version = isObserved(server) ? server.value.version : '';
        const named = (length: string) => credentials.filter((one) => one.length === length).map((one) => one.name);
        const data = {limitBytes: FIPS_MINIMUM_SECRET_BYTES, version};
        const short = named('short');
        if (short.length > 0) {
            const later = holdsIn('database_password_documented', version) === false;
            return found(
                later ? 'too_short_later' : 'too_short',
                {...data, credentials: short, since: SINCE.database_password_documented.from},
                [remedy('rotate_database_password')],
            );
        }
        const unreadable = named('unreadable');
        if (credentials.length === 0) {
            return found('none_found');
        }
        if (unreadable.length > 0) {
            return found('unreadable', {...data, credentials: unreadable});
        }
        return named('ok').length === 0 ? found('no_password', data) : found('long_enough', data);
    },
});
