import {makeListenUrls, readListenPort} from '../../server/listen_urls.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import {mayDo} from './access.ts';
import type {Cluster} from './api/cluster.ts';
import {openForward} from './api/forward.ts';
import type {Forward} from './api/forward.ts';
import type {ServerPod} from './found.ts';
import {PODS} from './resources.ts';

/** Finds the addresses at which this process reaches a pod's server. */
export type ReachPod = (pod: ServerPod) => Promise<readonly string[]>;

/**
 * From inside the cluster a pod's own address; from outside a port of loopback that is forwarded to it, where this user may do that.
 * Forwards are kept for as long as the cluster is asked: one for each pod.
 */
export function makeReachPod(
    cluster: Cluster,
    namespace: string,
    settings: Pick<KubernetesSettings, 'SITE_URL'>,
): ReachPod {
    const forwards = new Map<string, Promise<Forward>>();
    let mayForward: Promise<boolean> | undefined;
    return async ({pod: {metadata, status}, environment}) => {
        const direct = makeListenUrls([status.podIP], environment.values, settings);
        if (cluster.login.isInside) {
            return direct;
        }
        mayForward ??= mayDo(cluster, {...PODS, verb: 'create', namespace, subresource: 'portforward'});
        if (!(await mayForward)) {
            return direct;
        }
        const {name, uid} = metadata;
        const forward =
            forwards.get(uid) ?? openForward(cluster, {namespace, name, port: readListenPort(environment.values)});
        forwards.set(uid, forward);
        const {port} = await forward;
        return makeListenUrls(['127.0.0.1'], environment.values, settings, port);
    };
}
