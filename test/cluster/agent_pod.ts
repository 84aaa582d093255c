import {chmod, chown, cp, mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {SHIPPED_BIN} from '../agent/run_agent.ts';
import {createObject} from '../kubernetes_client/objects.ts';
import type {ApiDoor} from './api_door.ts';
import type {Cluster} from './cluster.ts';
import {copyImage} from './image_copy.ts';

/** The user and group of the component `user`. */
export const USER = 65532;
const REPOSITORY = 'mattermost/mattermost-enterprise-edition';
const TAG = 'agent';
/** In place of a person's ids and of the bot's token: 26 letters, as Mattermost makes them. */
const ID = 'a'.repeat(26);

/** A volume for the claim of the manifests, as a provisioner and the kubelet leave it: root's, and open to the pod's group. Gives its folder on this machine. */
export async function makeStateVolume(
    {api, folder}: Cluster,
    {namespace, group = USER}: {readonly namespace: string; readonly group?: number},
): Promise<string> {
    const path = join(folder, 'volumes', `${namespace}-fips-agent`);
    await mkdir(path, {recursive: true});
    await chown(path, 0, group);
    await chmod(path, 0o2775);
    await createObject(
        api,
        {kind: 'persistentvolumes'},
        {
            metadata: {name: `${namespace}-fips-agent`},
            spec: {
                accessModes: ['ReadWriteOnce'],
                capacity: {storage: '1Gi'},
                hostPath: {path},
                claimRef: {namespace, name: 'fips-agent'},
            },
        },
    );
    return path;
}

/** In place of the Secret with the bot's token that a person makes. */
export async function makeTokenSecret({api}: Cluster, {namespace}: {readonly namespace: string}): Promise<void> {
    const token = {metadata: {name: 'fips-agent-token'}, stringData: {token: `${ID}\n`}};
    await createObject(api, {kind: 'secrets', namespace}, token);
}

/**
 * Makes a folder `rig` next to `swap` that can be applied: what is shipped, with the component `user`, and with what only the rig
 * needs. An image with Node that has no agent in it, the agent as `make dist` built it, and the door to the API server.
 */
export async function writeRigOverlay(cluster: Cluster, manifests: string, door: ApiDoor): Promise<string> {
    const patch = await makeRigPatch(cluster, door);
    const base = join(manifests, 'base/kustomization.yaml');
    await writeFile(base, `${await readFile(base, 'utf8')}components:\n  - ../user\n`);
    const settings = join(manifests, 'base/settings.env');
    const ids = (await readFile(settings, 'utf8')).replaceAll(/^(TEAM|CHANNEL|BOT_USER)_ID=$/gm, `$1_ID=${ID}`);
    await writeFile(settings, ids);
    const kustomization = {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: ['../swap'],
        images: [{name: 'fips-readiness/fips-agent', newName: REPOSITORY, newTag: TAG}],
        patches: [{target: {kind: 'Deployment', name: 'fips-agent'}, patch: JSON.stringify(patch)}],
    };
    const folder = join(manifests, 'rig');
    await mkdir(folder);
    await writeFile(join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
    return folder;
}

/** The entry of the agent's own image. */
const ENTRY = [
    ...['node', '--disable-sigusr1', '--report-exclude-env', '--max-semi-space-size=1', '--optimize-for-size'],
    '/usr/local/lib/fips-agent/fips-agent.mjs',
];

/** The image with Node that stands in for the agent's. */
export const RIG_IMAGE = `${REPOSITORY}:${TAG}`;

/** Makes that image, and the JSON Patch of the Deployment that puts the agent into it and opens the door to the API server. */
export async function makeRigPatch(cluster: Cluster, door: ApiDoor): Promise<readonly object[]> {
    const program = join(cluster.folder, 'agent');
    await cp(dirname(SHIPPED_BIN), program, {recursive: true});
    await copyImage(cluster.registry, {
        repository: REPOSITORY,
        from: '11.7.2',
        to: TAG,
        env: {PATH: '/mattermost/lib'},
    });
    const container = '/spec/template/spec/containers/0';
    return [
        {op: 'add', path: `${container}/command`, value: ENTRY},
        {op: 'add', path: `${container}/env/-`, value: {name: 'KUBERNETES_SERVICE_HOST', value: 'kubernetes.default'}},
        {op: 'add', path: `${container}/env/-`, value: {name: 'KUBERNETES_SERVICE_PORT', value: String(door.port)}},
        {
            op: 'add',
            path: `${container}/volumeMounts/-`,
            value: {name: 'program', mountPath: '/usr/local/lib/fips-agent', readOnly: true},
        },
        {
            op: 'add',
            path: '/spec/template/spec/volumes/-',
            value: {name: 'program', hostPath: {path: program}},
        },
        {
            op: 'add',
            path: '/spec/template/spec/hostAliases',
            value: [{ip: door.address, hostnames: ['kubernetes.default']}],
        },
    ];
}
