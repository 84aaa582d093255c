import {NAMES_DOCKER} from './docker.ts';
import {NAMES_KUBERNETES} from './kubernetes.ts';
import type {Settings} from './settings.ts';

/** A place where deployments run, whatever kinds of them. */
type Platform = 'docker' | 'kubernetes';

/** The settings that name a deployment, by platform; where both are named the first one counts. */
const NAMED_BY: Readonly<Record<Platform, readonly (keyof Settings)[]>> = {
    kubernetes: NAMES_KUBERNETES,
    docker: NAMES_DOCKER,
};

/** The platform whose deployment the settings name: no other one is asked then. DEPLOYMENT goes before every other setting. */
export function findNamedPlatform(settings: Readonly<Partial<Record<keyof Settings, unknown>>>): Platform | undefined {
    if (settings.DEPLOYMENT !== undefined) {
        return settings.DEPLOYMENT === 'kubernetes' ? 'kubernetes' : 'docker';
    }
    return (['kubernetes', 'docker'] as const).find((platform) =>
        NAMED_BY[platform].some((name) => settings[name] !== undefined),
    );
}
