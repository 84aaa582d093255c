import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {ON_A_HOST} from './deployment_kind.ts';
import {SOURCES} from '../values/thresholds.ts';

/** Proxies that look a name up once, when they start, and keep the address. */
const RESOLVE_ONCE: readonly string[] = ['nginx', 'haproxy'];

/** Mattermost keeps its address over a recreate only while nothing else joins its network, and never a port chosen at random. */
export const network_address = defineCheck({
    code: 'network_address',
    group: 'deployment_and_image',
    needs: ['container', 'front_proxies'],
    helps: ['deployment'],
    reasons: {fixed: 'pass', not_docker: 'pass', looked_up: 'pass', random_ports: 'warn', remembered_by_proxy: 'warn'},
    sources: [SOURCES.nginx_upstream, SOURCES.docker_ports],
    appliesTo: {kinds: ON_A_HOST, otherwise: 'not_docker'},
    judge: ({container, front_proxies: all}) => {
        const {randomPorts: ports = []} = container;
        if (ports.length > 0) {
            return found('random_ports', {ports}, [remedy('pin_port', {ports})]);
        }
        if (container.staticAddress) {
            return found('fixed');
        }
        const proxies = all.filter(({kind}) => RESOLVE_ONCE.includes(kind)).map((proxy) => proxy.container);
        return proxies.length === 0
            ? found('looked_up')
            : found('remembered_by_proxy', {proxies}, [
                  remedy('keep_network_quiet'),
                  remedy('reload_proxy', {proxies}),
              ]);
    },
});
