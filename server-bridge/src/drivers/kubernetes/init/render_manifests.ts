import {createHash} from 'node:crypto';
import * as z from 'zod/mini';
import type {ImagePair} from '@fips-readiness/core';
import type {OwnPorts} from './list_ports.ts';
import {sortManifests} from './manifest.ts';
import type {Manifest} from './manifest.ts';
import type {Layer} from './read_layer.ts';

/** Objects with this label are the installer's; of any other, nothing is changed or removed. */
export const MANAGED_BY = {'app.kubernetes.io/managed-by': 'fips-agent-init'} as const;
/** Of the volume: the fingerprint of the key that the agent on it signs with. */
export const KEY_ANNOTATION = 'fips-readiness.agent/key';
/** Of the pod: changes when the settings or the token do, so that it starts again. */
const CHANGE_ANNOTATION = 'fips-readiness.agent/change';

/** What is not in the shipped files: the names of one installation. */
export type Names = {
    readonly namespace: string;
    readonly resource: string;
    readonly lease: string;
    /** The Secret with the database's connection string; undefined where none was found. */
    readonly databaseSecret: string | undefined;
    /** Every Secret that the server's pods use. */
    readonly secrets: readonly string[];
    /** Those that a check reads: of variables, of the wait for the database, of image pulls. */
    readonly readSecrets: readonly string[];
    readonly readMaps: readonly string[];
    readonly ports: OwnPorts;
    /** The one pod the agent may delete. */
    readonly rehearsal: string;
    readonly image: string;
    readonly pairs: readonly ImagePair[];
    readonly settings: Readonly<Record<string, string>>;
    readonly fingerprint: string;
    readonly tokenId: string;
};

const Rule = z.looseObject({
    verbs: z.array(z.string()),
    resources: z.array(z.string()),
    resourceNames: z.optional(z.array(z.string())),
});
const Rules = z.array(Rule);
const Egress = z.looseObject({
    egress: z.array(z.looseObject({ports: z.array(z.object({protocol: z.string(), port: z.number()}))})),
});
const Subjects = z.array(z.looseObject({kind: z.literal('ServiceAccount')}));
const Policy = z.looseObject({variables: z.array(z.looseObject({name: z.string(), expression: z.string()}))});
const Binding = z.looseObject({policyName: z.string()});
const Container = z.looseObject({image: z.string()});
const Deployed = z.looseObject({
    template: z.looseObject({
        metadata: z.looseObject({}),
        spec: z.looseObject({initContainers: z.array(Container), containers: z.array(Container)}),
    }),
});

/** The objects of some layers, with one installation's names on the lines that the files mark as a person's own. Pure. */
export function renderManifests(layers: readonly Layer[], names: Names): readonly Manifest[] {
    const {namespace, settings} = names;
    const configuration: Manifest = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {name: 'fips-agent', namespace},
        data: settings,
    };
    const shipped = layers.flatMap(({manifests}) => manifests).map((manifest) => fill(manifest, names));
    const additions = layers.flatMap((layer) => layer.additions);
    return sortManifests([...shipped, configuration]).map((manifest) => {
        const labelled = {
            ...manifest,
            metadata: {...manifest.metadata, labels: {...Object(manifest.metadata['labels']), ...MANAGED_BY}},
        };
        return manifest.kind === 'Deployment' ? additions.reduce(add, labelled) : labelled;
    });
}

function fill(manifest: Manifest, names: Names): Manifest {
    const {namespace} = names;
    const {name} = manifest.metadata;
    const own = {...manifest, metadata: {...manifest.metadata, namespace}};
    const ofCluster = {...manifest, metadata: {...manifest.metadata, name: nameOfNamespace(name, namespace)}};
    switch (manifest.kind) {
        case 'PersistentVolumeClaim':
            return {...own, metadata: {...own.metadata, annotations: {[KEY_ANNOTATION]: names.fingerprint}}};
        case 'Role':
            return {...own, rules: nameRules(Rules.parse(manifest['rules']), names)};
        case 'RoleBinding':
            return {...own, subjects: Subjects.parse(manifest['subjects']).map((one) => ({...one, namespace}))};
        case 'ValidatingAdmissionPolicy':
            return {...ofCluster, spec: fillPolicy(Policy.parse(manifest['spec']), names)};
        case 'ValidatingAdmissionPolicyBinding': {
            const spec = Binding.parse(manifest['spec']);
            return {...ofCluster, spec: {...spec, policyName: nameOfNamespace(spec.policyName, namespace)}};
        }
        case 'NetworkPolicy':
            return {...own, spec: addPorts(Egress.parse(manifest['spec']), names.ports)};
        case 'Deployment':
            return {...own, spec: fillDeployment(Deployed.parse(manifest['spec']), names)};
        default:
            return own;
    }
}

/** `fips-agent.namespace` -> `fips-agent.chat`: each namespace has policies of its own. */
function nameOfNamespace(name: string, namespace: string): string {
    return `${name.slice(0, name.indexOf('.'))}.${namespace}`;
}

/** Rules that name objects are for one object each: which one is told by what it is. */
function nameRules(
    rules: z.infer<typeof Rules>,
    {resource, lease, databaseSecret, readSecrets, readMaps, rehearsal}: Names,
) {
    const own: Readonly<Record<string, readonly string[]>> = {
        mattermosts: [resource],
        leases: [lease],
        pods: [rehearsal],
    };
    return rules.flatMap((rule) => {
        const kind = rule.resources[0] ?? '';
        if (kind === 'secrets') {
            const isRead = rule.verbs.includes('get');
            const written = databaseSecret === undefined ? [] : [databaseSecret];
            return [
                ...narrow(rule, isRead ? readSecrets : written),
                ...(isRead ? narrow({...rule, resources: ['configmaps']}, readMaps) : []),
            ];
        }
        const names = rule.resourceNames && own[kind];
        return names ? narrow(rule, names) : [rule];
    });
}

/** An installation's own ports are next to the usual ones, each once. */
function addPorts({egress, ...spec}: z.infer<typeof Egress>, own: OwnPorts) {
    return {
        ...spec,
        egress: egress.map(({ports, ...rule}) => {
            const usual = ports.map(({port}) => port);
            const more = Object.entries(own).flatMap(([port, added]) => (usual.includes(Number(port)) ? added : []));
            const fresh = [...new Set(more)].filter((port) => !usual.includes(port));
            return {...rule, ports: [...ports, ...fresh.map((port) => ({protocol: 'TCP', port}))]};
        }),
    };
}

/** Without a name the rule would be for all of them. */
function narrow(rule: z.infer<typeof Rule>, names: readonly string[]): readonly z.infer<typeof Rule>[] {
    return names.length === 0 ? [] : [{...rule, resourceNames: [...names]}];
}

/** Pairs are added to the official one; namespace and Secrets are those of this installation alone. */
function fillPolicy(policy: z.infer<typeof Policy>, {namespace, pairs, secrets}: Names) {
    const lines = pairs.map(({standard, fips}) => `  [${printCel(standard)}, ${printCel(fips)}],\n`).join('');
    const express = (name: string, expression: string): string => {
        switch (name) {
            case 'pairs':
                return expression.replace(/\]$/, () => `${lines}]`);
            case 'secrets':
                return `[${secrets.map(printCel).join(', ')}]`;
            case 'own':
                return expression.replace(':namespace:', () => `:${namespace}:`);
            default:
                return expression;
        }
    };
    return {
        ...policy,
        variables: policy.variables.map((variable) => ({
            ...variable,
            expression: express(variable.name, variable.expression),
        })),
    };
}

/** A string of the Common Expression Language, which has JSON's escapes. */
function printCel(text: string): string {
    return `'${JSON.stringify(text)
        .slice(1, -1)
        .replaceAll("'", String.raw`\'`)}'`;
}

function fillDeployment({template, ...spec}: z.infer<typeof Deployed>, {image, settings, tokenId}: Names) {
    const withImage = (one: z.infer<typeof Container>) => ({...one, image});
    const sorted = Object.entries(settings).toSorted();
    const digest = createHash('sha256')
        .update(JSON.stringify([sorted, tokenId]))
        .digest('hex');
    return {
        ...spec,
        template: {
            ...template,
            metadata: {...template.metadata, annotations: {[CHANGE_ANNOTATION]: digest}},
            spec: {
                ...template.spec,
                initContainers: template.spec.initContainers.map(withImage),
                containers: template.spec.containers.map(withImage),
            },
        },
    };
}

/** Adds a field to an object inside. */
function add(manifest: Manifest, {path, value}: Layer['additions'][number]): Manifest {
    const put = (at: unknown, [key = '', ...rest]: readonly string[]): object => ({
        ...Object(at),
        [key]: rest.length === 0 ? value : put((Object(at) as Readonly<Record<string, unknown>>)[key], rest),
    });
    return put(manifest, path.split('/').slice(1)) as Manifest;
}
