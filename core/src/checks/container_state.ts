import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from './thresholds.ts';

/** What does not run well before the move cannot be compared after it. */
export const container_state = defineCheck({
    code: 'container_state',
    group: 'deployment_and_image',
    needs: ['container'],
    reasons: {running: 'pass', starting: 'warn', unhealthy: 'warn', not_running: 'fail'},
    sources: [SOURCES.migration_guide, SOURCES.docker_run],
    judge: ({container: {state, health, user}}) => {
        if (state !== 'running') {
            return found('not_running', {state}, [remedy('read_log'), remedy('start_container')]);
        }
        if (health === 'unhealthy') {
            return found('unhealthy', {user: user === '' ? '2000' : user}, [remedy('read_log')]);
        }
        return health === 'starting' ? found('starting', {}, [remedy('read_log')]) : found('running');
    },
});
