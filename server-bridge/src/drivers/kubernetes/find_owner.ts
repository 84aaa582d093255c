import type {FactValue} from '@fips-readiness/core';
import type {MattermostResource, WholeSecret} from './schema.ts';

type Owner = FactValue<'deployment_owner'>;

/** Labels a tool puts on what it applies. */
const LABELS: readonly (readonly [string, Owner['tool']])[] = [
    ['argocd.argoproj.io/instance', 'argo_cd'],
    ['kustomize.toolkit.fluxcd.io/name', 'flux'],
    ['helm.toolkit.fluxcd.io/name', 'flux'],
];

/** Argo CD's own mark since 3.0. */
const TRACKED = 'argocd.argoproj.io/tracking-id';

/** Names under which tools write a resource: the API server keeps them with every field. */
const MANAGERS: readonly (readonly [RegExp, Owner['tool']])[] = [
    [/^argocd/, 'argo_cd'],
    [/^(kustomize-controller|helm-controller|flux)/, 'flux'],
    [/^helm$/, 'helm'],
    [/terraform/i, 'terraform'],
];

/** Controllers that fill Secrets from elsewhere, as the API server keeps their names. */
const SECRET_MANAGERS =
    /^(external-secrets|sealed-secrets|vault|secrets-store|infisical|doppler|onepassword|reflector)/i;

/** The tool that owns the image's name: its next run would put it back. `container` is the one a workload's template names it for. */
export function findOwner(
    {metadata: {labels, annotations, managedFields}}: Pick<MattermostResource, 'metadata'>,
    container: string,
): Owner {
    const label = LABELS.find(([name]) => labels[name] !== undefined);
    if (label) {
        return {tool: label[1], evidence: label[0]};
    }
    if (annotations[TRACKED] !== undefined) {
        return {tool: 'argo_cd', evidence: TRACKED};
    }
    if (labels['app.kubernetes.io/managed-by'] === 'Helm') {
        return {tool: 'helm', evidence: 'app.kubernetes.io/managed-by'};
    }
    for (const {manager, fieldsV1} of managedFields.filter(({subresource}) => subresource === undefined)) {
        const tool = MANAGERS.find(([pattern]) => pattern.test(manager))?.[1];
        if (tool && ownsImage(fieldsV1, container)) {
            return {tool, evidence: `managedFields: ${manager}`};
        }
    }
    return {tool: 'none', evidence: ''};
}

/** Whether something would restore the values of a Secret: what made it, a tool that applies it, a controller that fills it. */
export function isSecretOwned({
    metadata: {labels, ownerReferences, managedFields},
}: Pick<WholeSecret, 'metadata'>): boolean {
    const writers = managedFields.filter(({fieldsV1}) => hasField(fieldsV1, 'f:data')).map(({manager}) => manager);
    return (
        ownerReferences.length > 0 ||
        LABELS.some(([name]) => labels[name] !== undefined) ||
        labels['app.kubernetes.io/managed-by'] === 'Helm' ||
        writers.some((writer) => SECRET_MANAGERS.test(writer) || MANAGERS.some(([pattern]) => pattern.test(writer)))
    );
}

/** Source: the field paths of Kubernetes' structured merge: `f:` is a field, `k:` an item of a list by its key. */
function ownsImage(fields: unknown, container: string): boolean {
    const paths = [
        ['f:spec', 'f:image'],
        ['f:spec', 'f:template', 'f:spec', 'f:containers', `k:${JSON.stringify({name: container})}`, 'f:image'],
    ];
    return paths.some((path) => hasPath(fields, path));
}

function hasPath(fields: unknown, [first, ...rest]: readonly string[]): boolean {
    return first === undefined || (hasField(fields, first) && hasPath(fields[first], rest));
}

function hasField<K extends string>(fields: unknown, key: K): fields is Readonly<Record<K, unknown>> {
    return typeof fields === 'object' && fields !== null && Object.hasOwn(fields, key);
}
