import {spawn} from 'node:child_process';
import type {SpawnOptionsWithoutStdio} from 'node:child_process';
import {access, constants} from 'node:fs/promises';
import {join} from 'node:path';
import {FipsError} from '@fips-readiness/core';
import type {KubeConfig} from '@kubernetes/client-node';
import {readErrorCode} from '../../../foreign_error.ts';
import type {KubernetesSettings} from '../../../settings/settings.ts';
import {findProxy, isUsableProxy} from './find_proxy.ts';

/** What a user logs in to a cluster with, and the namespace their context names. Holds secrets: stays inside the driver. */
export type Login = {
    /** As it was read last. */
    readonly config: KubeConfig;
    readonly context: string;
    readonly server: string;
    readonly namespace: string | undefined;
    /** This process is a pod of the cluster: pods are reached at their own addresses. */
    readonly isInside: boolean;
    /** Reads the same files again: the login may have been replaced since. False where they no longer name this cluster. */
    readonly renew: () => Promise<boolean>;
};

const PROBLEMS: Readonly<Record<string, string>> = {
    ENOENT: 'There is no such file.',
    EACCES: 'This user may not read it.',
};

/**
 * The login of the named context, else of the current one, as kubectl finds it: the files of KUBECONFIG, `~/.kube/config`, the
 * service account of the pod this runs in. Undefined where there is none of them. Throws FipsError `kubeconfig_unusable`.
 */
export async function readLogin(
    settings: Pick<KubernetesSettings, 'KUBECONFIG' | 'KUBE_CONTEXT' | 'ENGINE_SECONDS'>,
    env: NodeJS.ProcessEnv,
): Promise<Login | undefined> {
    const named = (settings.KUBECONFIG ?? '').split(':').filter((file) => file !== '');
    const own = join(env['HOME'] ?? '', '.kube', 'config');
    const files = named.length > 0 ? named : (await isThere(own)) ? [own] : [];
    if (files.length === 0 && env['KUBERNETES_SERVICE_HOST'] === undefined) {
        return undefined;
    }
    const source = files.join(':') || 'the service account';
    const isInside = files.length === 0;
    const limitMs = settings.ENGINE_SECONDS * 1000;
    const choose = async (wanted: string | undefined) => {
        const read = chooseContext(await readConfig(files, limitMs), wanted, source);
        useProxy(read, env, source);
        return read;
    };
    const {config: first, ...chosen} = await choose(settings.KUBE_CONTEXT);
    let config = first;
    return {
        ...chosen,
        isInside,
        get config() {
            return config;
        },
        renew: async () => {
            try {
                const read = await choose(chosen.context);
                config = read.server === chosen.server ? read.config : config;
                return config === read.config;
            } catch {
                return false;
            }
        },
    };
}

/** The files together, the first of them first; without any the service account. */
async function readConfig(files: readonly string[], limitMs: number): Promise<KubeConfig> {
    // Loaded only where there is a cluster to ask: it takes more memory than the rest of the agent.
    const {KubeConfig: Config} = await import('@kubernetes/client-node');
    const config = new Config();
    if (files.length === 0) {
        config.loadFromCluster();
    }
    for (const [index, file] of files.entries()) {
        const one = index === 0 ? config : new Config();
        await readInto(one, file);
        if (index > 0) {
            config.mergeConfig(one, true);
        }
    }
    limitPrograms(config, limitMs);
    return config;
}

function chooseContext(
    config: KubeConfig,
    wanted: string | undefined,
    file: string,
): Omit<Login, 'isInside' | 'renew'> {
    const context = wanted ?? config.getCurrentContext();
    const found = config.getContextObject(context);
    if (!found) {
        const known = config.getContexts().map(({name}) => name);
        throw new FipsError('kubeconfig_unusable', {
            file,
            problem:
                wanted === undefined
                    ? 'It names no current context.'
                    : `It has no context ${wanted}; it has ${known.join(', ') || 'none'}.`,
        });
    }
    config.setCurrentContext(context);
    const server = config.getCurrentCluster()?.server ?? '';
    if (!URL.canParse(server) || !config.getCurrentUser()) {
        throw new FipsError('kubeconfig_unusable', {
            file,
            problem: `The context ${context} names a cluster or a user that the file does not have.`,
        });
    }
    return {config, context, server, namespace: found.namespace === '' ? undefined : found.namespace};
}

/** A kubeconfig's own `proxy-url` comes first; the library does not look for one in the environment. */
function useProxy({config, server}: Pick<Login, 'config' | 'server'>, env: NodeJS.ProcessEnv, file: string): void {
    const cluster = config.getCurrentCluster();
    const own = cluster?.proxyUrl ?? '';
    const proxyUrl = own === '' ? findProxy(server, env) : own;
    if (proxyUrl !== undefined && !isUsableProxy(proxyUrl)) {
        const place = own === '' ? 'The proxy of the environment (HTTPS_PROXY or HTTP_PROXY)' : 'Its proxy-url';
        throw new FipsError('kubeconfig_unusable', {
            file,
            problem: `${place} is no address; a sign in a name or password may have to be percent-encoded.`,
        });
    }
    Object.assign(cluster ?? {}, {proxyUrl});
}

/** The library waits for a program that a kubeconfig names for the login as long as that runs, and offers no limit: one that hangs would keep the agent. */
function limitPrograms(config: KubeConfig, limitMs: number): void {
    const {authenticators = []} = config as unknown as {readonly authenticators?: {execFn?: typeof spawn}[]};
    for (const one of authenticators.filter(({execFn}) => execFn !== undefined)) {
        one.execFn = ((command: string, args: readonly string[], options: SpawnOptionsWithoutStdio) => {
            const child = spawn(command, args, options);
            // Node's own timeout goes on where the program is not there, and would keep the agent that long.
            const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
            child.once('error', () => clearTimeout(timer));
            child.once('exit', (_code, signal) => {
                clearTimeout(timer);
                if (signal !== null) {
                    // What it started itself may hold them open.
                    child.stdout.destroy();
                    child.stderr.destroy();
                }
            });
            return child;
        }) as typeof spawn;
    }
}

/** The library's own words may quote the file, which holds keys and tokens. */
async function readInto(config: KubeConfig, file: string): Promise<void> {
    try {
        await access(file, constants.R_OK);
    } catch (error) {
        const problem = PROBLEMS[readErrorCode(error) ?? ''] ?? 'It cannot be opened.';
        throw new FipsError('kubeconfig_unusable', {file, problem});
    }
    try {
        config.loadFromFile(file);
    } catch {
        throw new FipsError('kubeconfig_unusable', {file, problem: 'It is not a kubeconfig.'});
    }
}

function isThere(file: string): Promise<boolean> {
    return access(file).then(
        () => true,
        () => false,
    );
}
