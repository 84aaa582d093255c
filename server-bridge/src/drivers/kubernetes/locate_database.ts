import type {LocatedDatabase} from '../../port/driver.ts';
import {mayDo} from './access.ts';
import {callIfAllowed} from './api/call_if_allowed.ts';
import type {Cluster} from './api/cluster.ts';
import {openForward} from './api/forward.ts';
import {listAll} from './api/list_all.ts';
import {PODS, SERVICES} from './resources.ts';
import {Pod, Service} from './schema.ts';

/** The Service a connection string names, and a pod it leads to. */
type DatabasePod = {readonly place: ServicePlace; readonly service: Service; readonly pod: Pod};

type ServicePlace = {readonly namespace: string; readonly name: string};

/**
 * Where the database of a connection string is reached from here: as it is written, or, from outside the cluster, through a port
 * forwarded to a pod of the Service it names.
 */
export async function locateDatabase(
    cluster: Cluster,
    namespace: string,
    {host, port}: {readonly host: string; readonly port: string},
): Promise<LocatedDatabase> {
    const direct = {address: host, port, near: undefined};
    const found = cluster.login.isInside ? undefined : await findDatabasePod(cluster, namespace, host);
    const target = found && findTargetPort(found.service, found.pod, Number(port));
    if (!found || !target) {
        return direct;
    }
    const {place, pod} = found;
    const right = {...PODS, verb: 'create', namespace: place.namespace, subresource: 'portforward'} as const;
    if (!(await mayDo(cluster, right))) {
        return direct;
    }
    const forward = await openForward(cluster, {namespace: place.namespace, name: pod.metadata.name, port: target});
    return {address: '127.0.0.1', port: String(forward.port), near: undefined};
}

/** Undefined for a database that no pod of the cluster runs, and where this user may not look. */
export async function findDatabasePod(
    cluster: Pick<Cluster, 'call'>,
    namespace: string,
    host: string,
): Promise<DatabasePod | undefined> {
    const place = readServiceName(host, namespace);
    const service = place && Service.safeParse(await callIfAllowed(cluster, {...SERVICES, verb: 'get', ...place})).data;
    const labels = Object.entries(service?.spec.selector ?? {});
    if (!place || !service || labels.length === 0) {
        return undefined;
    }
    const labelSelector = labels.map(([name, value]) => `${name}=${value}`).join(',');
    const items = await listAll(cluster, {...PODS, namespace: place.namespace, query: {labelSelector}}).catch(() => []);
    const pod = items.flatMap((item) => Pod.safeParse(item).data ?? []).find(({status}) => status.phase === 'Running');
    return pod && {place, service, pod};
}

/** `db`, `db.chat`, `db.chat.svc`, `db.chat.svc.cluster.local`; undefined for a host elsewhere. */
function readServiceName(host: string, namespace: string): ServicePlace | undefined {
    const [name = '', space, svc] = host.split('.');
    const isName = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name);
    return isName && (svc === undefined || svc === 'svc') ? {namespace: space ?? namespace, name} : undefined;
}

/** A Service may name a port of its pods by number, or by the name a container gives it. */
function findTargetPort({spec}: Service, pod: Pod, port: number): number | undefined {
    const found = spec.ports.find((one) => one.port === port);
    const target = found?.targetPort ?? found?.port;
    return typeof target === 'string'
        ? pod.spec.containers.flatMap(({ports}) => ports).find(({name}) => name === target)?.containerPort
        : target;
}
