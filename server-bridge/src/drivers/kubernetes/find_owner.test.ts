import {findOwner} from './find_owner.ts';
import {MattermostResource} from './schema.ts';

const read = (metadata: object) => findOwner(MattermostResource.parse({metadata: {name: 'mm', ...metadata}, spec: {}}));
const writes = (manager: string, fields: object, subresource?: string) => ({
    managedFields: [{manager, fieldsV1: fields, ...(subresource !== undefined && {subresource})}],
});
const IMAGE = {'f:spec': {'f:image': {}}};

test.each([
    ['nobody', {}, {tool: 'none', evidence: ''}],
    ['kubectl', writes('kubectl-client-side-apply', IMAGE), {tool: 'none', evidence: ''}],
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
    ['Terraform', writes('Terraform', IMAGE), {tool: 'terraform', evidence: 'managedFields: Terraform'}],
    ['a tool that wrote something else', writes('argocd-controller', {'f:metadata': {}}), {tool: 'none', evidence: ''}],
    ['a tool that wrote the status', writes('argocd-controller', IMAGE, 'status'), {tool: 'none', evidence: ''}],
])('%s', (_name, metadata, owner) => {
    expect(read(metadata)).toEqual(owner);
});
