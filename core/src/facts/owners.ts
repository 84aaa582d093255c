/**
 * `changes`: its next run restores what was changed next to it. `updates`: it replaces images by itself, and can be stopped for a while.
 * `applies`: it restores it when somebody uses it again.
 */
type Owner = {readonly name: string; readonly does: 'changes' | 'updates' | 'applies'};

/** Tools that manage a deployment besides its admin, by permanent code. Names are the tools' own, and are not translated. */
export const OWNERS = {
    portainer: {name: 'Portainer', does: 'changes'},
    coolify: {name: 'Coolify', does: 'changes'},
    dokploy: {name: 'Dokploy', does: 'changes'},
    komodo: {name: 'Komodo', does: 'changes'},
    dockge: {name: 'Dockge', does: 'changes'},
    truenas: {name: 'TrueNAS', does: 'changes'},
    casaos: {name: 'CasaOS', does: 'changes'},
    runtipi: {name: 'Runtipi', does: 'changes'},
    unraid: {name: 'Unraid', does: 'changes'},
    ansible: {name: 'Ansible', does: 'changes'},
    puppet: {name: 'Puppet', does: 'changes'},
    chef: {name: 'Chef', does: 'changes'},
    salt: {name: 'Salt', does: 'changes'},
    terraform: {name: 'Terraform', does: 'changes'},
    git: {name: 'Git', does: 'changes'},
    systemd: {name: 'systemd', does: 'changes'},
    swarm: {name: 'Docker Swarm', does: 'changes'},
    helm: {name: 'Helm', does: 'changes'},
    argo_cd: {name: 'Argo CD', does: 'changes'},
    flux: {name: 'Flux', does: 'changes'},
    kubectl_apply: {name: 'kubectl apply', does: 'applies'},
    kustomize: {name: 'kustomize', does: 'applies'},
    watchtower: {name: 'Watchtower', does: 'updates'},
    wud: {name: 'What’s up Docker', does: 'updates'},
} as const satisfies Record<string, Owner>;

export type OwnerCode = keyof typeof OWNERS;
export const OWNER_CODES = Object.keys(OWNERS) as [OwnerCode, ...OwnerCode[]];
