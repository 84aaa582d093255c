import * as z from 'zod/mini';
import {isDockerHub, parseJson} from '@fips-readiness/core';
import {callIfAllowed} from '../api/call_if_allowed.ts';
import type {Cluster} from '../api/cluster.ts';
import {SECRETS} from '../resources.ts';
import {Secret} from '../schema.ts';
import type {Pod} from '../schema.ts';
import {HUB_HOST} from './ask_registry.ts';
import type {RegistryLogin} from './open_registry.ts';

const Logins = z.object({
    auths: z.record(
        z.string(),
        z.object({auth: z.optional(z.string()), username: z.optional(z.string()), password: z.optional(z.string())}),
    ),
});

/** The login the pod's pull secrets have for a registry ('' is Docker Hub); undefined where they have none, or may not be read. */
export async function readPullLogin(
    cluster: Pick<Cluster, 'call'>,
    {metadata: {namespace}, spec: {imagePullSecrets}}: Pod,
    registry: string,
): Promise<RegistryLogin | undefined> {
    for (const {name} of imagePullSecrets) {
        const answer = await callIfAllowed(cluster, {...SECRETS, verb: 'get', namespace, name});
        const encoded = Secret.safeParse(answer).data?.data['.dockerconfigjson'] ?? '';
        const logins = Logins.safeParse(parseJson(Buffer.from(encoded, 'base64').toString('utf8')));
        for (const [server, login] of Object.entries(logins.success ? logins.data.auths : {})) {
            const found = isFor(server, registry) ? readLogin(login) : undefined;
            if (found) {
                return found;
            }
        }
    }
    return undefined;
}

function isFor(server: string, registry: string): boolean {
    const host = server.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
    if (!isDockerHub(registry)) {
        return host === registry;
    }
    // Some secrets name the host that answers.
    return host === HUB_HOST || (host !== '' && isDockerHub(host));
}

function readLogin({auth, username, password}: z.infer<typeof Logins>['auths'][string]): RegistryLogin | undefined {
    if (username !== undefined && password !== undefined) {
        return {username, password};
    }
    const text = Buffer.from(auth ?? '', 'base64').toString('utf8');
    const colon = text.indexOf(':');
    return colon < 1 ? undefined : {username: text.slice(0, colon), password: text.slice(colon + 1)};
}
