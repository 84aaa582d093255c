import {READINESS_URL} from '../../facts/find_dsns.ts';
import type {FoundResource, ServerPod} from './found.ts';
import {readEnvironment} from './read_environment.ts';
import type {Environment, Source} from './read_environment.ts';
import type {Container, Pod} from './schema.ts';

/**
 * The variables of a pod's server, with the readiness URL, which only the container that waits for the database has. Where the
 * operator refuses the URL, it makes no such container: its key in the Secret of the resource is read as well.
 */
export async function addReadinessUrl(
    {pod, environment}: Pick<ServerPod, 'pod' | 'environment'>,
    {kind, resource}: FoundResource,
    source: Source,
): Promise<Environment> {
    const waiting = findWaiting(pod);
    const secret = kind === 'mattermost' ? resource.spec.database.external?.secret : undefined;
    if (waiting) {
        const {values, unseen} = await readEnvironment({env: waiting.env, envFrom: []}, source);
        return add(environment, values.get(READINESS_URL), unseen.includes(READINESS_URL));
    }
    return secret === undefined || secret === ''
        ? environment
        : add(environment, (await source('secret', secret))?.get(READINESS_URL), false);
}

/** The container that waits for the database. */
export function findWaiting({spec}: Pod): Container | undefined {
    return spec.initContainers.find(({env}) => env.some(({name}) => name === READINESS_URL));
}

function add(environment: Environment, url: string | undefined, isUnseen: boolean): Environment {
    if (url !== undefined) {
        return {...environment, values: new Map([...environment.values, [READINESS_URL, url]])};
    }
    return isUnseen ? {...environment, unseen: [...environment.unseen, READINESS_URL]} : environment;
}
