import type {Ask} from '../api/ask.ts';
import {CLAIMS, CONFIG_MAPS, DEPLOYMENTS, SECRETS} from '../resources.ts';

type Kind = Pick<Ask, 'group' | 'version' | 'resource'> & {readonly ofCluster?: true};

const RBAC = {group: 'rbac.authorization.k8s.io', version: 'v1'};
const ADMISSION = {group: 'admissionregistration.k8s.io', version: 'v1', ofCluster: true} as const;

/**
 * The kinds the agent consists of, in the order they are applied: what bounds the agent comes before its rights, and the agent comes
 * last. They are removed in the opposite order.
 */
export const KINDS = {
    ServiceAccount: {group: '', version: 'v1', resource: 'serviceaccounts'},
    PersistentVolumeClaim: CLAIMS,
    NetworkPolicy: {group: 'networking.k8s.io', version: 'v1', resource: 'networkpolicies'},
    ValidatingAdmissionPolicy: {...ADMISSION, resource: 'validatingadmissionpolicies'},
    ValidatingAdmissionPolicyBinding: {...ADMISSION, resource: 'validatingadmissionpolicybindings'},
    ConfigMap: CONFIG_MAPS,
    Secret: SECRETS,
    Role: {...RBAC, resource: 'roles'},
    RoleBinding: {...RBAC, resource: 'rolebindings'},
    Deployment: DEPLOYMENTS,
} as const satisfies Readonly<Record<string, Kind>>;

/** The names of the kinds, in that order. */
export const KIND_NAMES = Object.keys(KINDS) as readonly (keyof typeof KINDS)[];

/** Where the API has an object. */
export function placeOf({
    kind,
    metadata: {name, namespace},
}: {
    readonly kind: keyof typeof KINDS;
    readonly metadata: {readonly name: string; readonly namespace?: string | undefined};
}): Pick<Ask, 'group' | 'version' | 'resource' | 'namespace'> & {readonly name: string} {
    const {group, version, resource, ...scope}: Kind = KINDS[kind];
    return {
        group,
        version,
        resource,
        name,
        ...(scope.ofCluster === undefined && namespace !== undefined && {namespace}),
    };
}
