import {remedy} from '../remedies/remedy.ts';
import {isAtLeast, parseServerVersion} from '../values/server_version.ts';
import {defineCheck, found} from './check.ts';
import {holdsIn, MINIMUM_POSTGRESQL, NEWEST_KNOWN_MAJOR, SINCE, SOURCES, UPGRADE_TARGET} from '../values/thresholds.ts';

/** FIPS images exist from 11.0 on, under the same tags; the server says which build it is from 11.3 on. */
export const server_version = defineCheck({
    code: 'server_version',
    group: 'server_and_licence',
    needs: ['server'],
    reasons: {
        supported: 'pass',
        no_fips_flag: 'warn',
        newer_than_known: 'warn',
        version_10: 'fail',
        too_old: 'fail',
        unreadable: 'unknown',
    },
    sources: [SOURCES.migration_guide, SOURCES.upgrade_guide, SOURCES.server_client_config],
    judge: ({server: {version}}) => {
        const read = parseServerVersion(version);
        if (!read) {
            return found('unreadable', {version});
        }
        const path = {target: UPGRADE_TARGET, postgresql: MINIMUM_POSTGRESQL};
        if (!holdsIn('fips_image', version)) {
            const data = {version, since: SINCE.fips_image.from};
            return isAtLeast(read, {major: 10, minor: 0, patch: 0})
                ? found('version_10', data, [remedy('upgrade_from_10', path)])
                : found('too_old', data, [remedy('upgrade_from_10', path)]);
        }
        if (!holdsIn('fips_flag', version)) {
            return found('no_fips_flag', {version, since: SINCE.fips_flag.from}, [remedy('upgrade_server')]);
        }
        return read.major > NEWEST_KNOWN_MAJOR
            ? found('newer_than_known', {version, known: NEWEST_KNOWN_MAJOR}, [remedy('update_fips_readiness')])
            : found('supported', {version});
    },
});
