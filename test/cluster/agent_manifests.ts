import {cp, glob, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runOrFail} from '../engine/command.ts';
import type {CommandResult} from '../engine/command.ts';
import type {ApiClient, ApiLogin} from '../kubernetes_client/client.ts';
import {printPath} from '../kubernetes_client/objects.ts';
import {kubernetesBinaries} from './binaries.ts';
import type {Cluster} from './cluster.ts';
import {waitFor} from './wait_for.ts';

/** The names an agent's manifests hold. */
export type ManifestNames = {readonly namespace: string; readonly resource: string; readonly secret: string};

/** The names in deploy/kubernetes; a person puts their own there. */
export const SHIPPED: ManifestNames = {
    namespace: 'mattermost',
    resource: 'mattermost',
    secret: 'mattermost-database',
};

/** deploy/kubernetes itself. */
export const SHIPPED_FOLDER = join(import.meta.dirname, '../../deploy/kubernetes');

const TIMEOUT_MS = 60_000;

/** A copy with other names, put in as the comments say: on the lines below `# Yours`, and nowhere else. */
export async function copyManifests(folder: string, {namespace, resource, secret}: ManifestNames): Promise<void> {
    await cp(SHIPPED_FOLDER, folder, {recursive: true});
    const values = [
        ['namespace: mattermost', `namespace: ${namespace}`],
        ['KUBE_RESOURCE=mattermost', `KUBE_RESOURCE=${resource}`],
        ['[mattermost]', `[${resource}]`],
        ['[fips-readiness-mattermost]', `[fips-readiness-${resource}]`],
        ['[fips-readiness-rehearsal-mattermost]', `[fips-readiness-rehearsal-${resource}]`],
        ["['mattermost-database']", `['${secret}']`],
        ['[mattermost-database]', `[${secret}]`],
    ] as const;
    for await (const file of glob('*/*.{yaml,env}', {cwd: folder})) {
        const path = join(folder, file);
        const text = await readFile(path, 'utf8');
        const edited = text.replaceAll(/# Yours: .*\n.*/g, (lines) =>
            values.reduce((all, [from, to]) => all.replace(from, to), lines),
        );
        await writeFile(path, edited);
    }
}

/** `kubectl apply -k` or `kubectl delete -k`, as one who may do everything. Throws with the words of kubectl. */
export async function runKubectl(
    cluster: Cluster,
    verb: 'apply' | 'delete',
    manifests: string,
): Promise<CommandResult> {
    const folder = await mkdtemp(join(tmpdir(), 'kubectl-'));
    const kubeconfig = join(folder, 'kubeconfig');
    try {
        await cluster.writeKubeconfig(kubeconfig, {user: 'admin'});
        const kubectl = join(await kubernetesBinaries(), 'kubectl');
        return await runOrFail(kubectl, [verb, '-k', manifests], {
            env: {HOME: folder, KUBECONFIG: kubeconfig},
        });
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}

/** Logs in as the agent's ServiceAccount, with a token of an hour. */
export async function loginAsAgent(cluster: Cluster, {namespace}: Pick<ManifestNames, 'namespace'>): Promise<ApiLogin> {
    const path = `${printPath({kind: 'serviceaccounts', namespace, name: 'fips-agent'})}/token`;
    const {body} = await cluster.api({method: 'POST', path, body: {spec: {expirationSeconds: 3600}}});
    const {token} = (body as {readonly status: {readonly token: string}}).status;
    return {...cluster.login('admin'), token};
}

/** Waits until the API server holds the agent to the policy: it reads a new one within seconds. `agent` may patch the resource. */
export async function waitForPolicy(
    agent: ApiClient,
    {namespace, resource}: Pick<ManifestNames, 'namespace' | 'resource'>,
): Promise<void> {
    const path = `${printPath({kind: 'mattermosts', namespace, name: resource})}?dryRun=All`;
    const probe = {metadata: {labels: {probe: 'policy'}}};
    await waitFor('The policy is in force', TIMEOUT_MS, async () => {
        const {status} = await agent({
            method: 'PATCH',
            path,
            body: probe,
            contentType: 'application/merge-patch+json',
        });
        return status === 403 ? true : undefined;
    });
}
