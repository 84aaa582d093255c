import {isObserved} from '../facts/fact.ts';
import type {FactValue} from '../facts/facts.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** The images' own user; the health check runs mmctl, which needs it. Source: mattermost/docker issue 172. */
const OWN_USER = /^(?:2000|mattermost)(?::|$)/;

/** What does not run well before the move cannot be compared after it. */
export const container_state = defineCheck({
    code: 'container_state',
    group: 'deployment_and_image',
    needs: ['container'],
    helps: ['instances'],
    reasons: {
        running: 'pass',
        all_running: 'pass',
        starting: 'warn',
        unhealthy: 'warn',
        unhealthy_as_other_user: 'warn',
        not_running: 'fail',
        some_unhealthy: 'warn',
        some_not_running: 'fail',
    },
    sources: [SOURCES.migration_guide, SOURCES.docker_run],
    judge: ({container: {state, health, user}}, {instances}) => {
        const all = isObserved(instances) ? instances.value : [];
        if (all.length > 1) {
            return judgeAll(all);
        }
        if (state !== 'running') {
            return found('not_running', {state}, [remedy('read_log'), remedy('start_container')]);
        }
        if (health === 'unhealthy') {
            return user === '' || OWN_USER.test(user)
                ? found('unhealthy', {}, [remedy('read_log')])
                : found('unhealthy_as_other_user', {user}, [remedy('read_log')]);
        }
        return health === 'starting' ? found('starting', {}, [remedy('read_log')]) : found('running');
    },
});

/** Each of them has to run: one that does not today is not proved by the others. */
function judgeAll(instances: FactValue<'instances'>) {
    const named = (some: FactValue<'instances'>) => ({names: some.map(({name}) => name), count: some.length});
    const down = instances.filter(({state}) => state !== 'running');
    if (down.length > 0) {
        return found('some_not_running', named(down), [remedy('read_log')]);
    }
    const ill = instances.filter(({health}) => health === 'unhealthy' || health === 'starting');
    return ill.length > 0
        ? found('some_unhealthy', named(ill), [remedy('read_log')])
        : found('all_running', {count: instances.length});
}
