import {makeRisk} from './risk.ts';

/** What is not seen without `exec` and outside of the namespace, and a registry that only the node reaches. */
const UNSEEN = [
    ['architecture', 'fact_missing'],
    ['fips_image_available', 'unreachable'],
    ['database_password_length', 'unreadable'],
    ['password_minimum_length', 'fact_missing'],
    ['image_proxy_secret', 'fact_missing'],
    ['tls_listener', 'fact_missing'],
] as const;

/** Settings of an agent in the cluster that may move its installation. */
export const AGENT_SETTINGS = {
    MODE: 'swap',
    CHANGES_PER_HOUR: '60',
    BACKUP: 'none',
    BACKUP_NONE_BECAUSE: 'a lane has nothing to lose',
    READY_SECONDS: '240',
    ACCEPTED_RISKS: JSON.stringify(UNSEEN.map(([check, reason]) => makeRisk(check, reason, 'known to who runs it'))),
} as const;
