import {DSN_VARIABLES} from '../../facts/find_dsns.ts';
import type {Cluster} from './api/cluster.ts';
import {unlessRefused} from './api/unless_refused.ts';
import {decodeValue} from './decode_value.ts';
import {CONFIG_MAPS, SECRETS} from './resources.ts';
import {ConfigMap, Secret} from './schema.ts';
import type {Container} from './schema.ts';

type Values = ReadonlyMap<string, string>;

/**
 * Variables by value, and the names of those whose value cannot be read. `unread`: names that may be among them, because a whole
 * Secret or ConfigMap could not be read. Holds secrets.
 */
export type Environment = {
    readonly values: Values;
    readonly unseen: readonly string[];
    readonly unread: readonly string[];
};

/** Reads all keys of a Secret or a ConfigMap, none where it is not there; undefined where it cannot be read. */
export type Source = (kind: 'secret' | 'config_map', name: string) => Promise<Values | undefined>;

/** `$(NAME)` stands for another variable, `$$` for `$`. */
const REFERENCE = /\$\$|\$\(([^)]+)\)/g;

/**
 * The variables a container starts with, from Secrets and ConfigMaps too, as the kubelet reads them. What cannot be read is named,
 * with everything made of it: nobody judges a value that was not seen. Holds secrets: stays inside the agent.
 */
export async function readEnvironment(
    container: Pick<Container, 'env' | 'envFrom'>,
    source: Source,
): Promise<Environment> {
    const values = new Map<string, string>();
    const unseen = new Set<string>();
    const unread = new Set<string>();
    const put = (name: string, value: string | undefined): void => {
        values.delete(name);
        unseen.delete(name);
        unread.delete(name);
        if (value === undefined) {
            unseen.add(name);
        } else {
            values.set(name, value);
        }
    };
    for (const {prefix, secretRef, configMapRef} of container.envFrom) {
        const all = secretRef
            ? await source('secret', secretRef.name)
            : configMapRef && (await source('config_map', configMapRef.name));
        if (!all) {
            DSN_VARIABLES.filter((name) => name.startsWith(prefix)).forEach((name) => unread.add(name));
        }
        for (const [name, value] of all ?? []) {
            put(`${prefix}${name}`, value);
        }
    }
    for (const {name, value, valueFrom} of container.env) {
        if (valueFrom?.secretKeyRef) {
            put(name, (await source('secret', valueFrom.secretKeyRef.name))?.get(valueFrom.secretKeyRef.key));
        } else if (valueFrom?.configMapKeyRef) {
            put(name, (await source('config_map', valueFrom.configMapKeyRef.name))?.get(valueFrom.configMapKeyRef.key));
        } else {
            put(name, valueFrom ? undefined : resolve(value ?? '', values, unseen));
        }
    }
    return {values, unseen: [...unseen], unread: [...unread]};
}

function resolve(text: string, values: Values, unseen: ReadonlySet<string>): string | undefined {
    const names = [...text.matchAll(REFERENCE)].flatMap(([, name]) => name ?? []);
    return names.some((name) => unseen.has(name))
        ? undefined
        : text.replace(REFERENCE, (whole, name?: string) => (name === undefined ? '$' : (values.get(name) ?? whole)));
}

/** Secrets and ConfigMaps of a namespace, each asked for once. */
export function makeSource(cluster: Pick<Cluster, 'call'>, namespace: string): Source {
    const known = new Map<string, Promise<Values | undefined>>();
    return (kind, name) => {
        const key = `${kind}/${name}`;
        const reading = known.get(key) ?? read(cluster, namespace, kind, name);
        known.set(key, reading);
        return reading;
    };
}

async function read(
    cluster: Pick<Cluster, 'call'>,
    namespace: string,
    kind: 'secret' | 'config_map',
    name: string,
): Promise<Values | undefined> {
    const resource = kind === 'secret' ? SECRETS : CONFIG_MAPS;
    const answer = await unlessRefused(() => cluster.call({...resource, verb: 'get', namespace, name}));
    if (answer === 'refused') {
        return undefined;
    }
    if (answer === undefined) {
        return new Map();
    }
    if (kind === 'config_map') {
        const map = ConfigMap.safeParse(answer);
        return map.success ? new Map(Object.entries(map.data.data)) : undefined;
    }
    const secret = Secret.safeParse(answer);
    return secret.success
        ? new Map(
              Object.entries(secret.data.data).flatMap(([one, encoded]) => {
                  const value = decodeValue(encoded);
                  return value === undefined ? [] : [[one, value] as const];
              }),
          )
        : undefined;
}
