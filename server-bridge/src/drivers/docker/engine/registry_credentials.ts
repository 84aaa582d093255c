import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import * as z from 'zod/mini';
import {isDockerHub, parseJson} from '@fips-readiness/core';
import {readErrorCode} from '../../../foreign_error.ts';

const DockerConfig = z.object({
    auths: z._default(z.record(z.string(), z.object({auth: z.optional(z.string())})), {}),
    credHelpers: z._default(z.record(z.string(), z.string()), {}),
    credsStore: z.optional(z.string()),
});

const HelperAnswer = z.object({Username: z.string(), Secret: z.string()});

/** A registry login for one call to the engine. Secret: never printed. */
export type RegistryLogin = {readonly username: string; readonly password: string; readonly serveraddress: string};

/** What stands between us and a registry login. `helper_missing` names the program the Docker configuration asks for. */
export type RegistryLoginRead =
    | {readonly code: 'anonymous'}
    | {readonly code: 'login'; readonly login: RegistryLogin}
    | {readonly code: 'helper_missing'; readonly helper: string};

const HUB = 'https://index.docker.io/v1/';

/**
 * Reads the login that the docker command would use for `registry` ('' is Docker Hub) from config.json in DOCKER_CONFIG
 * or the home folder: credential helper first, then the store, then the file.
 */
export async function readRegistryLogin(
    registry: string,
    env: Readonly<Record<string, string | undefined>>,
): Promise<RegistryLoginRead> {
    const folder = env['DOCKER_CONFIG'] ?? join(env['HOME'] ?? homedir(), '.docker');
    const text = await readFile(join(folder, 'config.json'), 'utf8').catch(() => '');
    const config = DockerConfig.safeParse(parseJson(text));
    if (!config.success) {
        return {code: 'anonymous'};
    }
    const server = isDockerHub(registry) ? HUB : registry;
    const helper = config.data.credHelpers[server] ?? config.data.credsStore;
    if (helper !== undefined) {
        return askHelper(helper, server, env);
    }
    const auth = config.data.auths[server]?.auth;
    const [username, ...rest] = auth === undefined ? [] : Buffer.from(auth, 'base64').toString('utf8').split(':');
    if (username === undefined || username === '') {
        return {code: 'anonymous'};
    }
    return {code: 'login', login: {username, password: rest.join(':'), serveraddress: server}};
}

/** The helper's protocol: the server's name on standard input, JSON on standard output. */
async function askHelper(helper: string, server: string, env: NodeJS.ProcessEnv): Promise<RegistryLoginRead> {
    const program = `docker-credential-${helper}`;
    try {
        const running = promisify(execFile)(program, ['get'], {timeout: 10_000, env});
        // A helper may answer without having read: that it closed its input is no error of ours.
        running.child.stdin?.on('error', () => undefined);
        running.child.stdin?.end(server);
        const answer = HelperAnswer.safeParse(parseJson((await running).stdout));
        return answer.success
            ? {
                  code: 'login',
                  login: {username: answer.data.Username, password: answer.data.Secret, serveraddress: server},
              }
            : {code: 'anonymous'};
    } catch (error) {
        return readErrorCode(error) === 'ENOENT' ? {code: 'helper_missing', helper: program} : {code: 'anonymous'};
    }
}
