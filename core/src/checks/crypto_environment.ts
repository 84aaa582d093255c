import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** Variables and mounts that steer OpenSSL or Go let a FIPS build panic at start, or run outside FIPS mode. */
export const crypto_environment = defineCheck({
    code: 'crypto_environment',
    group: 'encryption_and_network',
    needs: ['crypto_environment'],
    reasons: {untouched: 'pass', overridden: 'fail'},
    sources: [SOURCES.microsoft_go_fips, SOURCES.server_fips_image],
    judge: ({crypto_environment: {variables, mounts}}) => {
        const names = [...variables, ...mounts];
        return names.length === 0
            ? found('untouched')
            : found('overridden', {names}, [remedy('remove_crypto_overrides', {names})]);
    },
});
