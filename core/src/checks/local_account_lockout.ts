import {isObserved} from '../facts/fact.ts';
import {remedy} from '../remedies/remedy.ts';
import {toWholeDays} from '../values/whole_days.ts';
import {defineCheck, found} from './check.ts';
import {FIPS_MINIMUM_SECRET_BYTES, SOURCES} from '../values/thresholds.ts';

/**
 * On a FIPS build a password under 14 bytes kept by Mattermost no longer signs in. Sessions go on without one, so people
 * are locked out weeks later, one by one; nobody can tell today who, because the passwords are hashed.
 */
export const local_account_lockout = defineCheck({
    code: 'local_account_lockout',
    group: 'accounts_and_sign_in',
    needs: ['local_accounts'],
    helps: ['email'],
    reasons: {none: 'pass', can_reset: 'warn', cannot_reset: 'warn', mail_not_known: 'warn'},
    sources: [SOURCES.fips_minimum_length, SOURCES.upgrade_notes_11_7, SOURCES.nist_sp_800_132],
    judge: ({local_accounts: {users, admins, sessionHours, extended}}, {email}) => {
        if (users === 0) {
            return found('none');
        }
        const data = {
            users,
            admins,
            days: toWholeDays(sessionHours),
            extended,
            limitBytes: FIPS_MINIMUM_SECRET_BYTES,
        };
        const ask = remedy('ask_for_longer_passwords');
        if (!isObserved(email)) {
            return found('mail_not_known', data, [ask]);
        }
        return email.value.enabled
            ? found('can_reset', data, [ask])
            : found('cannot_reset', data, [ask, remedy('enable_email')]);
    },
});
