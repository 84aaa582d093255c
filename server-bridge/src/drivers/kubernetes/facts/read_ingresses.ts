import type {FactValue} from '@fips-readiness/core';
import {listAll} from '../api/list_all.ts';
import {unlessRefused} from '../api/unless_refused.ts';
import type {Found} from '../found.ts';
import {INGRESSES, SERVICES} from '../resources.ts';
import {Ingress, Service} from '../schema.ts';

/** Ingresses that lead to the server's pods by a Service; undefined where this user may not list them. Throws FipsError. */
export async function readIngresses(found: Found): Promise<FactValue<'ingresses'> | undefined> {
    const {cluster, namespace, resource} = found;
    const items = await unlessRefused(() => listAll(cluster, {...INGRESSES, namespace}));
    if (items === 'refused') {
        return undefined;
    }
    const leads = makeLeads(found);
    const read: FactValue<'ingresses'>[number][] = [];
    for (const {metadata, spec} of items.flatMap((item) => Ingress.safeParse(item).data ?? [])) {
        const paths = spec.rules.flatMap(({http}) => http.paths);
        const backends = [spec.defaultBackend, ...paths.map(({backend}) => backend)];
        const services = new Set(backends.flatMap((backend) => backend?.service?.name ?? []));
        const answers = await Promise.all([...services].map(leads));
        const leadsHere = answers.includes(true) ? true : answers.includes(null) ? null : false;
        // The operator gives it the name of its resource.
        if (leadsHere !== false || metadata.name === resource.metadata.name) {
            const className = spec.ingressClassName || (metadata.annotations[OLD_CLASS] ?? '');
            const hosts = spec.rules.map(({host}) => host).filter((host) => host !== '');
            read.push({name: metadata.name, className, hosts: [...new Set(hosts)], leadsHere});
        }
    }
    return read;
}

/** Before `spec.ingressClassName`. */
const OLD_CLASS = 'kubernetes.io/ingress.class';

/** Whether a Service selects the server's pods, each asked for once; null where this user may not look. */
function makeLeads({cluster, namespace, pods: [{pod}]}: Found): (name: string) => Promise<boolean | null> {
    const known = new Map<string, Promise<boolean | null>>();
    const look = async (name: string): Promise<boolean | null> => {
        const answer = await unlessRefused(() => cluster.call({...SERVICES, verb: 'get', namespace, name}));
        if (answer === 'refused') {
            return null;
        }
        const selector = Object.entries(Service.safeParse(answer).data?.spec.selector ?? {});
        return selector.length > 0 && selector.every(([label, value]) => pod.metadata.labels[label] === value);
    };
    return (name) => {
        const looking = known.get(name) ?? look(name);
        known.set(name, looking);
        return looking;
    };
}
