import {randomBytes} from 'node:crypto';

/** Who logs in to the rig's cluster: people first, then its own parts. */
const USERS = {
    /** May do everything. */
    admin: {name: 'admin', group: 'system:masters'},
    /** May do what a test grants. */
    maria: {name: 'maria', group: 'admins'},
    /** May do nothing. */
    rudi: {name: 'rudi', group: 'users'},
    /** May read what a check of the whole cluster reads, where a test grants that. */
    vera: {name: 'vera', group: 'auditors'},
    operator: {name: 'mattermost-operator', group: 'system:masters'},
    controllers: {name: 'controllers', group: 'system:masters'},
    scheduler: {name: 'system:kube-scheduler', group: 'schedulers'},
    kwok: {name: 'kwok', group: 'system:masters'},
    kubelet: {name: 'system:node:node-1', group: 'system:nodes'},
} as const;

export type ClusterUser = keyof typeof USERS;

export const CLUSTER_USERS = Object.keys(USERS) as readonly ClusterUser[];

export type Tokens = Readonly<Record<ClusterUser, string>>;

/** The name an API server knows a user by. */
export function nameUser(user: ClusterUser): string {
    return USERS[user].name;
}

/** The subject of a certificate that an API server knows a user by. */
export function printSubject(user: ClusterUser): string {
    const {name, group} = USERS[user];
    return `/O=${group}/CN=${name}`;
}

/** A secret for each user, another one for each cluster. */
export function makeTokens(): Tokens {
    const token = () => randomBytes(24).toString('hex');
    return Object.fromEntries(CLUSTER_USERS.map((user) => [user, token()])) as Tokens;
}

/** The static token file of an API server. */
export function printTokenFile(tokens: Tokens): string {
    return Object.entries(USERS)
        .map(([user, {name, group}]) => `${tokens[user as ClusterUser]},${name},${user},${group}\n`)
        .join('');
}
