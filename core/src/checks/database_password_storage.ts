import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** MD5 is not approved under FIPS 140-3: roles are better stored as SCRAM-SHA-256, and new passwords too. */
export const database_password_storage = defineCheck({
    code: 'database_password_storage',
    group: 'database',
    needs: ['database_password_storage'],
    reasons: {scram: 'pass', stored_md5: 'warn', new_ones_md5: 'warn', other: 'unknown'},
    sources: [SOURCES.postgres_password, SOURCES.nist_sp_800_131a],
    judge: ({database_password_storage: {stored, newPasswords}}) => {
        if (stored === 'md5') {
            return found('stored_md5', {}, [remedy('store_password_as_scram')]);
        }
        if (newPasswords === 'md5') {
            return found('new_ones_md5', {}, [remedy('set_password_encryption')]);
        }
        return found(stored === 'scram_sha_256' ? 'scram' : 'other');
    },
});
