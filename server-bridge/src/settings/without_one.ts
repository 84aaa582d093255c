import type {Settings} from './settings.ts';

/**
 * The settings for many deployments: without what is true of one of them, its name and place, addresses, backup and accepted risks.
 * Said of every deployment these would be wrong.
 */
export function withoutOneDeployment(settings: Settings): Settings {
    return {
        ...settings,
        KUBE_NAMESPACE: undefined,
        KUBE_RESOURCE: undefined,
        MATTERMOST_URL: undefined,
        SITE_URL: undefined,
        BACKUP_ATTESTED: undefined,
        ACCEPTED_RISKS: [],
    };
}
