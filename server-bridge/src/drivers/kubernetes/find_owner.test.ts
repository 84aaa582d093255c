import {findOwner} from './find_owner.ts';
import {MattermostResource} from './schema.ts';

const read = (metadata: object) =>
    findOwner(MattermostResource.parse({metadata: {name: 'mm', ...metadata}, spec: {}}), 'chat');
const writes = (manager: string, fields: object, subresource?: string) => ({
    managedFields: [{manager, fieldsV1: fields, ...(subresource !== undefined && {subresource})}],
});
const inTemplate = (container: string) => ({
    'f:spec': {'f:template': {'f:spec': {'f:containers': {[`k:{"name":"${container}"}`]: {'f:image': {}}}}}},
});
const [TEMPLATE, SIDECAR] = [inTemplate('chat'), inTemplate('sidecar')];
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const applied = (manifest: object) => ({annotations: {[LAST_APPLIED]: JSON.stringify(manifest)}});
const IMAGE = {'f:spec': {'f:image': {}}};

test.each([
    ['nobody', {}, {tool: 'none', evidence: ''}],
    [
        'kubectl apply by what it wrote',
        writes('kubectl-client-side-apply', IMAGE),
        {tool: 'kubectl_apply', evidence: 'managedFields: kubectl-client-side-apply'},
    ],
    [
        'kubectl apply on the server’s side',
        {managedFields: [{manager: 'kubectl', operation: 'Apply', fieldsV1: IMAGE}]},
        {tool: 'kubectl_apply', evidence: 'managedFields: kubectl'},
    ],
    [
        'kubectl apply by the manifest it keeps',
        applied({spec: {image: 'mattermost/mattermost-enterprise-edition'}}),
        {tool: 'kubectl_apply', evidence: LAST_APPLIED},
    ],
    [
        'kubectl apply of a workload',
        applied({spec: {template: {spec: {containers: [{name: 'chat', image: 'x'}]}}}}),
        {tool: 'kubectl_apply', evidence: LAST_APPLIED},
    ],
    [
        'kustomize',
        {...applied({spec: {image: 'x'}}), labels: {'app.kubernetes.io/managed-by': 'kustomize-v5.4.2'}},
        {tool: 'kustomize', evidence: LAST_APPLIED},
    ],
    ['a manifest without the image', applied({spec: {replicas: 2}}), {tool: 'none', evidence: ''}],
    [
        'a manifest of another container',
        applied({spec: {template: {spec: {containers: [{name: 'sidecar', image: 'x'}]}}}}),
        {tool: 'none', evidence: ''},
    ],
    ['a manifest that is none', {annotations: {[LAST_APPLIED]: '{'}}, {tool: 'none', evidence: ''}],
    ['somebody’s kubectl edit', writes('kubectl-edit', IMAGE), {tool: 'none', evidence: ''}],
    [
        'Argo CD, which applies by itself',
        {...applied({spec: {image: 'x'}}), annotations: {[LAST_APPLIED]: '{}', 'argocd.argoproj.io/tracking-id': 'a'}},
        {tool: 'argo_cd', evidence: 'argocd.argoproj.io/tracking-id'},
    ],
    [
        'Argo CD by its label',
        {labels: {'argocd.argoproj.io/instance': 'chat'}},
        {tool: 'argo_cd', evidence: 'argocd.argoproj.io/instance'},
    ],
    [
        'Argo CD by what it wrote',
        writes('argocd-controller', IMAGE),
        {tool: 'argo_cd', evidence: 'managedFields: argocd-controller'},
    ],
    ['Flux', writes('kustomize-controller', IMAGE), {tool: 'flux', evidence: 'managedFields: kustomize-controller'}],
    [
        'Helm by its label',
        {labels: {'app.kubernetes.io/managed-by': 'Helm'}},
        {tool: 'helm', evidence: 'app.kubernetes.io/managed-by'},
    ],
    [
        'Argo CD by the annotation it tracks with',
        {annotations: {'argocd.argoproj.io/tracking-id': 'chat:apps/Deployment:chat/chat'}},
        {tool: 'argo_cd', evidence: 'argocd.argoproj.io/tracking-id'},
    ],
    [
        'the image of a workload’s container',
        writes('kustomize-controller', TEMPLATE),
        {tool: 'flux', evidence: 'managedFields: kustomize-controller'},
    ],
    ['another container’s', writes('kustomize-controller', SIDECAR), {tool: 'none', evidence: ''}],
    ['Terraform', writes('Terraform', IMAGE), {tool: 'terraform', evidence: 'managedFields: Terraform'}],
    ['a tool that wrote something else', writes('argocd-controller', {'f:metadata': {}}), {tool: 'none', evidence: ''}],
    ['a tool that wrote the status', writes('argocd-controller', IMAGE, 'status'), {tool: 'none', evidence: ''}],
])('%s', (_name, metadata, owner) => {
    expect(read(metadata)).toEqual(owner);
});
