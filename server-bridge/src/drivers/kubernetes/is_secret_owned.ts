import {findMark, findTool, MANAGED_BY} from './find_owner.ts';
import {hasPath} from './has_path.ts';
import type {WholeSecret} from './schema.ts';

/** Where an operator of PostgreSQL, or a controller that fills Secrets, leaves its mark: the start of a label's or an annotation's name. */
const MARKS: readonly string[] = [
    // Operators of PostgreSQL, each of which sets the password of its roles.
    'postgres-operator.crunchydata.com/',
    'cnpg.io/',
    'stackgres.io/',
    // Fillers. External Secrets has marks of its own where it fills what somebody else made (creationPolicy Merge).
    'reconcile.external-secrets.io/',
    'sealedsecrets.bitnami.com/',
    'secrets.hashicorp.com/',
    'vault.security.banzaicloud.io/',
    'secrets-store.csi.k8s.io/',
    'operator.1password.io/',
    'secrets.infisical.com/',
    'secrets.doppler.com/',
    // Copiers: the mark of a copy, not of what may be copied.
    'reflector.v1.k8s.emberstack.com/reflects',
    'replicator.v1.mittwald.de/replicate-from',
    // Issuers.
    'cert-manager.io/',
    'controller.cert-manager.io/',
];

/** Zalando's operator owns what it makes only where somebody has set enable_owner_references. Source: its secret_name_template. */
const ZALANDO_NAME = /\.credentials\.postgresql\.acid\.zalan\.do$/;

/** Controllers that fill Secrets from elsewhere, as the API server keeps their names. */
const MANAGERS =
    /^(external-?secrets|sealed-secrets|vault|secrets-store|infisical|doppler|onepassword|reflector|postgres-operator|postgrescluster)/i;

/** Whether something would restore the values of a Secret: what made it, a tool that applies it, a controller that fills it. */
export function isSecretOwned({metadata}: Pick<WholeSecret, 'metadata'>): boolean {
    const {name, labels, annotations, ownerReferences, managedFields} = metadata;
    const marks = [...Object.keys(labels), ...Object.keys(annotations)];
    const writers = managedFields.filter(({fieldsV1}) => hasPath(fieldsV1, ['f:data'])).map(({manager}) => manager);
    return (
        ownerReferences.length > 0 ||
        findMark(metadata) !== undefined ||
        isManaged(labels) ||
        (labels['application'] === 'spilo' && labels['cluster-name'] !== undefined) ||
        ZALANDO_NAME.test(name) ||
        marks.some((mark) => MARKS.some((start) => mark.startsWith(start))) ||
        writers.some((writer) => MANAGERS.test(writer) || findTool(writer) !== undefined)
    );
}

/** A tool says so itself; kustomize only prints what a person applies. */
function isManaged(labels: WholeSecret['metadata']['labels']): boolean {
    const tool = labels[MANAGED_BY] ?? '';
    return tool !== '' && !tool.startsWith('kustomize');
}
