import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {ON_A_HOST} from './deployment_kind.ts';
import {SOURCES} from '../values/thresholds.ts';

/** The images' health check first answers after its interval of 30 s: Traefik leaves the container out until then. */
const HEALTH_INTERVAL_SECONDS = 30;

/** Users see the site URL, not the container: a proxy that waits for the health check makes their outage longer. */
export const front_proxy = defineCheck({
    code: 'front_proxy',
    group: 'deployment_and_image',
    needs: ['front_proxies'],
    helps: ['deployment'],
    reasons: {none: 'pass', passes_on: 'pass', not_docker: 'pass', waits_for_health: 'warn'},
    sources: [SOURCES.traefik_health],
    appliesTo: {kinds: ON_A_HOST, otherwise: 'not_docker'},
    judge: ({front_proxies: all}) => {
        if (all.length === 0) {
            return found('none');
        }
        const waiting = all.filter(({kind}) => kind === 'traefik').map((proxy) => proxy.container);
        return waiting.length === 0
            ? found('passes_on', {proxies: all.map((proxy) => proxy.container)})
            : found('waits_for_health', {proxies: waiting, seconds: HEALTH_INTERVAL_SECONDS}, [
                  remedy('expect_proxy_wait'),
              ]);
    },
});
