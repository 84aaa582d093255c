import type {Pod, Quota} from '../schema.ts';

type Needs = Readonly<Record<string, number>>;

/** What quantities are counted in. Source: Kubernetes, resource.Quantity. */
const UNITS: Readonly<Record<string, number>> = {
    '': 1,
    m: 1e-3,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
};

/** Whether a namespace's quota lets one more pod like this one start. What it does not count, or counts in words nobody here knows, does not stop it. */
export function hasRoom({status: {hard, used}}: Quota, pod: Pod): boolean {
    return Object.entries(sumNeeds(pod)).every(([name, need]) => {
        const [limit, taken] = [parseQuantity(hard[name] ?? ''), parseQuantity(used[name] ?? '0')];
        return limit === undefined || taken === undefined || need === 0 || taken + need <= limit;
    });
}

/** What a pod takes of each thing a quota may count. */
function sumNeeds({spec: {containers}}: Pod): Needs {
    const sum = (side: 'requests' | 'limits', name: 'cpu' | 'memory') =>
        containers.reduce((all, {resources}) => all + (parseQuantity(resources[side][name] ?? '') ?? 0), 0);
    const [cpu, memory] = [sum('requests', 'cpu'), sum('requests', 'memory')];
    return {
        pods: 1,
        'count/pods': 1,
        cpu,
        memory,
        'requests.cpu': cpu,
        'requests.memory': memory,
        'limits.cpu': sum('limits', 'cpu'),
        'limits.memory': sum('limits', 'memory'),
    };
}

/** `250m`, `1Gi`, `1.5`; undefined for anything else. */
export function parseQuantity(text: string): number | undefined {
    const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(text) ?? [];
    const factor = UNITS[unit];
    return number === '' || factor === undefined ? undefined : Number(number) * factor;
}
