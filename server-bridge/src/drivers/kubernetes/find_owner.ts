import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import type {FactValue, OwnerCode} from '@fips-readiness/core';
import {hasPath} from './has_path.ts';
import type {MattermostResource} from './schema.ts';

type Owner = FactValue<'deployment_owner'>;
type Metadata = MattermostResource['metadata'];

/** Where a tool says by itself that it manages an object. */
export const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** Labels and annotations a tool puts on what it applies; of Argo CD the annotation, since 3.0. */
const MARKS: readonly (readonly [string, OwnerCode])[] = [
    ['argocd.argoproj.io/instance', 'argo_cd'],
    ['argocd.argoproj.io/tracking-id', 'argo_cd'],
    ['kustomize.toolkit.fluxcd.io/name', 'flux'],
    ['helm.toolkit.fluxcd.io/name', 'flux'],
    ['meta.helm.sh/release-name', 'helm'],
];

/** Names under which tools write a resource: the API server keeps them with every field. */
const MANAGERS: readonly (readonly [RegExp, Owner['tool']])[] = [
    [/^argocd/, 'argo_cd'],
    [/^(kustomize-controller|helm-controller|flux)/, 'flux'],
    [/^helm$/, 'helm'],
    [/terraform/i, 'terraform'],
];

/** The tool that owns the image's name: its next run would put it back. `container` is the one a workload's template names it for. */
export function findOwner({metadata}: Pick<MattermostResource, 'metadata'>, container: string): Owner {
    const mark = findMark(metadata);
    if (mark) {
        return mark;
    }
    for (const {manager, fieldsV1} of metadata.managedFields.filter(({subresource}) => subresource === undefined)) {
        const tool = findTool(manager);
        if (tool && ownsImage(fieldsV1, container)) {
            return {tool, evidence: `managedFields: ${manager}`};
        }
    }
    return findApplied(metadata, container) ?? {tool: 'none', evidence: ''};
}

/** A person with a manifest that names the image: their next `kubectl apply` writes it again. */
function findApplied({labels, annotations, managedFields}: Metadata, container: string): Owner | undefined {
    const isKustomize = labels[MANAGED_BY]?.startsWith('kustomize') === true;
    const writer = managedFields.find(
        ({manager, operation, fieldsV1}) =>
            (manager === 'kubectl-client-side-apply' || (manager === 'kubectl' && operation === 'Apply')) &&
            ownsImage(fieldsV1, container),
    );
    const evidence = namesImage(parseJson(annotations[LAST_APPLIED] ?? ''), container)
        ? LAST_APPLIED
        : writer && `managedFields: ${writer.manager}`;
    return evidence === undefined ? undefined : {tool: isKustomize ? 'kustomize' : 'kubectl_apply', evidence};
}

/** The tool that marks what it applies, whatever it has written of it. */
export function findMark({
    labels,
    annotations,
}: Pick<Metadata, 'labels' | 'annotations'>): (Owner & {readonly tool: OwnerCode}) | undefined {
    const mark = MARKS.find(([name]) => labels[name] !== undefined || annotations[name] !== undefined);
    if (mark) {
        return {tool: mark[1], evidence: mark[0]};
    }
    return labels[MANAGED_BY] === 'Helm' ? {tool: 'helm', evidence: MANAGED_BY} : undefined;
}

/** The tool that writes under a name. */
export function findTool(manager: string): Owner['tool'] | undefined {
    return MANAGERS.find(([pattern]) => pattern.test(manager))?.[1];
}

/** Where `kubectl apply` keeps the manifest it was given. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const Applied = z.object({
    spec: z.object({
        image: z.optional(z.string()),
        template: z.optional(
            z.object({
                spec: z.object({containers: z.array(z.object({name: z.string(), image: z.optional(z.string())}))}),
            }),
        ),
    }),
});

function namesImage(manifest: unknown, container: string): boolean {
    const {image, template} = Applied.safeParse(manifest).data?.spec ?? {};
    const one = template?.spec.containers.find(({name}) => name === container);
    return (image ?? one?.image ?? '') !== '';
}

/** In a resource, and in a workload's template. */
function ownsImage(fields: unknown, container: string): boolean {
    const paths = [
        ['f:spec', 'f:image'],
        ['f:spec', 'f:template', 'f:spec', 'f:containers', `k:${JSON.stringify({name: container})}`, 'f:image'],
    ];
    return paths.some((path) => hasPath(fields, path));
}
