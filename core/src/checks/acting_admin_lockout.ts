import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {FIPS_MINIMUM_SECRET_BYTES, SOURCES} from '../values/thresholds.ts';

/** The admin who does the move is the last one who should be locked out by it. */
export const acting_admin_lockout = defineCheck({
    code: 'acting_admin_lockout',
    group: 'accounts_and_sign_in',
    needs: ['acting_admin'],
    reasons: {signs_in_elsewhere: 'pass', own_password: 'warn'},
    sources: [SOURCES.fips_minimum_length, SOURCES.upgrade_notes_11_7],
    judge: ({acting_admin: {local}}) =>
        local
            ? found('own_password', {limitBytes: FIPS_MINIMUM_SECRET_BYTES}, [remedy('change_own_password')])
            : found('signs_in_elsewhere'),
});
