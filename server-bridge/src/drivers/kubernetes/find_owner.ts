import type {FactValue} from '@fips-readiness/core';
import type {MattermostResource, WholeSecret} from './schema.ts';

type Owner = FactValue<'deployment_owner'>;

/** Labels a tool puts on what it applies. */
const LABELS: readonly (readonly [string, Owner['tool']])[] = [
    ['argocd.argoproj.io/instance', 'argo_cd'],
    ['kustomize.toolkit.fluxcd.io/name', 'flux'],
    ['helm.toolkit.fluxcd.io/name', 'flux'],
];

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

/** The tool that owns the image's name: its next run would put it back. */
export function findOwner({metadata: {labels, managedFields}}: Pick<MattermostResource, 'metadata'>): Owner {
    const label = LABELS.find(([name]) => labels[name] !== undefined);
    if (label) {
        return {tool: label[1], evidence: label[0]};
    }
    if (labels['app.kubernetes.io/managed-by'] === 'Helm') {
        return {tool: 'helm', evidence: 'app.kubernetes.io/managed-by'};
    }
    for (const {manager, fieldsV1} of managedFields.filter(({subresource}) => subresource === undefined)) {
        const tool = MANAGERS.find(([pattern]) => pattern.test(manager))?.[1];
        if (tool && ownsImage(fieldsV1)) {
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

function ownsImage(fields: unknown): boolean {
    return hasField(fields, 'f:spec') && hasField(fields['f:spec'], 'f:image');
}

function hasField<K extends string>(fields: unknown, key: K): fields is Readonly<Record<K, unknown>> {
    return typeof fields === 'object' && fields !== null && Object.hasOwn(fields, key);
}
