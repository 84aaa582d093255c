import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** There is no FIPS image of Team Edition. */
export const edition = defineCheck({
    code: 'edition',
    group: 'server_and_licence',
    needs: ['server'],
    reasons: {enterprise: 'pass', team: 'fail'},
    sources: [SOURCES.migration_guide, SOURCES.editions],
    judge: ({server}) =>
        server.enterpriseReady ? found('enterprise') : found('team', {}, [remedy('switch_to_enterprise_edition')]),
});
