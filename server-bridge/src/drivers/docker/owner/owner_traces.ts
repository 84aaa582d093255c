import type {OwnerCode} from '@fips-readiness/core';

/**
 * What a tool leaves on a deployment it manages, one line each: the name of a label (a value of `false` takes it back), the
 * project's folder, a line among the first of a project file, or a running container's image, which has to see the project's
 * folder. The first that fits names the owner.
 */
export type OwnerTrace = {readonly tool: OwnerCode} & (
    {readonly label: RegExp} | {readonly folder: RegExp} | {readonly header: RegExp} | {readonly image: RegExp}
);

export const OWNER_TRACES: readonly OwnerTrace[] = [
    {tool: 'swarm', label: /^com\.docker\.(?:swarm|stack)\./},
    {tool: 'portainer', label: /^io\.portainer\./},
    {tool: 'portainer', folder: /\/portainer\/compose\/|^\/data\/compose\/\d+/},
    {tool: 'coolify', label: /^coolify\./},
    {tool: 'coolify', folder: /^\/data\/coolify\//},
    {tool: 'dokploy', label: /^(?:com\.)?dokploy\./},
    {tool: 'dokploy', folder: /^\/etc\/dokploy\//},
    {tool: 'komodo', label: /^komodo\./},
    {tool: 'komodo', folder: /^\/etc\/komodo\/|\/komodo\/(?:stacks|repos)\//},
    {tool: 'truenas', label: /^(?:com\.|io\.)?truenas\./},
    {tool: 'truenas', folder: /^\/mnt\/\.ix-apps\//},
    {tool: 'casaos', label: /^casaos$|^io\.casaos\./},
    {tool: 'casaos', folder: /^\/var\/lib\/casaos\//},
    {tool: 'casaos', header: /^x-casaos\s*:/},
    {tool: 'runtipi', label: /^runtipi\./},
    {tool: 'runtipi', folder: /\/runtipi\/(?:apps|app-data)\//},
    {tool: 'unraid', label: /^net\.unraid\.docker\.managed$/},
    {tool: 'unraid', folder: /^\/boot\/config\/plugins\//},
    {tool: 'dockge', label: /^dockge\./},
    {tool: 'dockge', image: /(?:^|\/)dockge(?:[:@]|$)/},
    {tool: 'wud', label: /^wud\.(?:watch|trigger\.include)$/},
    {tool: 'ansible', header: /\bansible[ _-]managed\b|\bmanaged by ansible\b/i},
    {tool: 'puppet', header: /\bmanaged by puppet\b/i},
    {tool: 'chef', header: /\b(?:managed|generated|maintained) by chef\b/i},
    {tool: 'salt', header: /\bmanaged by salt(?:stack)?\b/i},
    {tool: 'terraform', header: /\b(?:managed|generated) by (?:terraform|opentofu)\b/i},
    {tool: 'coolify', header: /\b(?:managed|generated) by coolify\b/i},
    {tool: 'dokploy', header: /\b(?:managed|generated) by dokploy\b/i},
    {tool: 'komodo', header: /\b(?:managed|generated) by komodo\b/i},
    {tool: 'portainer', header: /\b(?:managed|generated) by portainer\b/i},
    {tool: 'truenas', header: /\b(?:managed|generated) by truenas\b/i},
    {tool: 'runtipi', header: /\b(?:managed|generated) by (?:run)?tipi\b/i},
];
