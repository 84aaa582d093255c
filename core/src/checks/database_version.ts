import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {MINIMUM_POSTGRESQL, SOURCES} from '../values/thresholds.ts';

/** Mattermost 11 and later need PostgreSQL 14. */
export const database_version = defineCheck({
    code: 'database_version',
    group: 'database',
    needs: ['database_version'],
    reasons: {supported: 'pass', too_old: 'fail'},
    sources: [SOURCES.software_requirements],
    judge: ({database_version: version}) => {
        const data = {version, minimum: MINIMUM_POSTGRESQL};
        return version >= MINIMUM_POSTGRESQL
            ? found('supported', data)
            : found('too_old', data, [remedy('upgrade_postgresql', {minimum: MINIMUM_POSTGRESQL})]);
    },
});
