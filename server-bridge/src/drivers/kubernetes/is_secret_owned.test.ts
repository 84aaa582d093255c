import {isSecretOwned} from './is_secret_owned.ts';
import {WholeSecret} from './schema.ts';

const isOwned = (metadata: object) => isSecretOwned(WholeSecret.parse({metadata: {name: 'db', ...metadata}}));
const writtenBy = (manager: string, fields: object = {'f:data': {'f:DB_CONNECTION_STRING': {}}}) => ({
    managedFields: [{manager, fieldsV1: fields}],
});
const ownedBy = (kind: string) => ({ownerReferences: [{kind, name: 'db'}]});

test.each<readonly [string, object]>([
    ['Zalando, by its labels', {labels: {application: 'spilo', 'cluster-name': 'chat-db', team: 'chat'}}],
    ['Zalando, by its name', {name: 'mmuser.chat-db.credentials.postgresql.acid.zalan.do'}],
    [
        'Crunchy',
        {
            labels: {
                'postgres-operator.crunchydata.com/cluster': 'db',
                'postgres-operator.crunchydata.com/role': 'pguser',
            },
        },
    ],
    ['CloudNativePG, by its label', {labels: {'cnpg.io/cluster': 'db'}}],
    ['CloudNativePG, by its owner', ownedBy('Cluster')],
    ['an ExternalSecret that made it', ownedBy('ExternalSecret')],
    ['an ExternalSecret that fills it, by its label', {labels: {'reconcile.external-secrets.io/managed': 'true'}}],
    [
        'an ExternalSecret that fills it, by its annotation',
        {annotations: {'reconcile.external-secrets.io/data-hash': 'a'}},
    ],
    ['an ExternalSecret that fills it, by what it wrote', writtenBy('externalsecrets.external-secrets.io/db')],
    ['a SealedSecret that made it', ownedBy('SealedSecret')],
    ['a SealedSecret that fills it', {annotations: {'sealedsecrets.bitnami.com/managed': 'true'}}],
    ['Argo CD, by its annotation', {annotations: {'argocd.argoproj.io/tracking-id': 'chat:/Secret:chat/db'}}],
    ['Argo CD, by its label', {labels: {'argocd.argoproj.io/instance': 'chat'}}],
    ['Argo CD, by what it wrote', writtenBy('argocd-controller')],
    ['Flux', {labels: {'kustomize.toolkit.fluxcd.io/name': 'chat', 'kustomize.toolkit.fluxcd.io/namespace': 'flux'}}],
    ['Flux’s Helm', {labels: {'helm.toolkit.fluxcd.io/name': 'chat'}}],
    ['Helm, by its label', {labels: {'app.kubernetes.io/managed-by': 'Helm'}}],
    ['Helm, by its annotation', {annotations: {'meta.helm.sh/release-name': 'chat'}}],
    ['Terraform', writtenBy('Terraform')],
    [
        'Vault’s operator, by its labels',
        {labels: {'app.kubernetes.io/managed-by': 'hashicorp-vso', 'app.kubernetes.io/component': 'secret-sync'}},
    ],
    ['Vault’s operator, by the label of its owner', {labels: {'secrets.hashicorp.com/vso-ownerRefUID': 'a'}}],
    ['the driver for Secret stores', {labels: {'secrets-store.csi.k8s.io/managed': 'true'}}],
    ['cert-manager', {annotations: {'cert-manager.io/certificate-name': 'db'}}],
    ['1Password', {annotations: {'operator.1password.io/item-path': 'vaults/a/items/b'}}],
    ['a copier', {annotations: {'reflector.v1.k8s.emberstack.com/reflects': 'db/source'}}],
    ['any other tool that says so', {labels: {'app.kubernetes.io/managed-by': 'pulumi'}}],
])('%s owns the Secret', (_name, metadata) => {
    expect(isOwned(metadata)).toBe(true);
});

test.each<readonly [string, object]>([
    ['nobody', {}],
    ['a person with kubectl', writtenBy('kubectl-client-side-apply')],
    ['a person with kustomize', {labels: {'app.kubernetes.io/managed-by': 'kustomize-v5.4.2'}}],
    ['whoever copies it elsewhere', {annotations: {'reflector.v1.k8s.emberstack.com/reflection-allowed': 'true'}}],
    ['a controller that wrote a label', writtenBy('external-secrets', {'f:metadata': {}})],
    ['whoever gave it the label of a cluster alone', {labels: {'cluster-name': 'chat'}}],
])('%s does not own the Secret', (_name, metadata) => {
    expect(isOwned(metadata)).toBe(false);
});
