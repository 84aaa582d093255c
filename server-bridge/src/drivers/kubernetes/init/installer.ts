import {createHash} from 'node:crypto';
import {hostname} from 'node:os';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {FipsError, judgeSecretLength, printFingerprint, printShellWord} from '@fips-readiness/core';
import type {InstallNotes, Installer} from '../../../port/driver.ts';
import type {SettingsRead} from '../../../settings/read_settings.ts';
import type {KubernetesSettings} from '../../../settings/settings.ts';
import {callIfAllowed} from '../api/call_if_allowed.ts';
import type {Cluster} from '../api/cluster.ts';
import {describeTarget} from '../describe_target.ts';
import {findDatabaseSecret} from '../find_database_secret.ts';
import type {Found, FoundInstallation} from '../found.ts';
import {listReadSecrets, listSecrets, listVariableMaps} from '../list_secrets.ts';
import {readDataSource} from '../read_data_source.ts';
import {nameRehearsal} from '../rehearsal/make_pod.ts';
import {NAMESPACES} from '../resources.ts';
import {nameLease, requireNoHolder} from '../run/deployment_lease.ts';
import {chooseMode, rehearses, renderSettings} from './agent_settings.ts';
import {makeDeployer, makeNotesSecret, removeManifest} from './deployer.ts';
import {listPorts} from './list_ports.ts';
import {fetchLive, isOurs} from './live_object.ts';
import {nameManifest, printManifests} from './manifest.ts';
import type {Manifest} from './manifest.ts';
import {readLayer, readShippedSettings} from './read_layer.ts';
import type {LayerName} from './read_layer.ts';
import {renderManifests} from './render_manifests.ts';
import type {Names} from './render_manifests.ts';

const FILE = 'kubernetes.yaml';
const HEAD = `# Written by fips-agent init, from deploy/kubernetes of the release: kubectl apply -f and kubectl delete -f take it, the volume with
# the agent's key and journals included. The Secret fips-agent-token is in no file.
`;
/** Where it starts with this, this version's own image takes its place. */
const OWN_IMAGE = 'fips-readiness/fips-agent:';

const Data = z.object({data: z._default(z.record(z.string(), z.string()), {})});
const Deployed = z.object({
    spec: z.object({template: z.object({spec: z.object({containers: z.array(z.object({image: z.string()}))})})}),
});
const Annotated = z.object({metadata: z.object({annotations: z._default(z.record(z.string(), z.string()), {})})});

/** The agent as a Deployment next to an installation of the operator. Throws FipsError where there is no such installation. */
export async function openInstaller(
    found: Found,
    settings: KubernetesSettings,
    chosen: SettingsRead['origins'],
): Promise<Installer> {
    if (found.kind !== 'mattermost') {
        throw new FipsError('not_offered', {
            reason: 'In a cluster the agent is installed next to a Mattermost resource of the operator only.',
        });
    }
    const {cluster, namespace, resource} = found;
    const {name} = resource.metadata;
    const lease = nameLease({name});
    const assigned = await assignsUsers(cluster, namespace);
    const layersOf = (names: readonly LayerName[]) => names.map(readLayer);
    const fixed: readonly LayerName[] = ['base', ...(assigned ? [] : (['user'] as const))];
    const names = {
        namespace,
        resource: name,
        lease,
        databaseSecret: findDatabaseSecret(found),
        secrets: listSecrets(found.pods[0]),
        readSecrets: [...new Set(Object.values(listReadSecrets(found.pods[0])).flat())],
        readMaps: listVariableMaps(found.pods[0].container),
        ports: listPorts(found),
        rehearsal: nameRehearsal({name}),
        pairs: settings.IMAGE_PAIRS,
        image: '',
        settings: {},
        fingerprint: '',
        tokenId: '',
    } satisfies Names;
    const every = renderManifests(layersOf(['base', 'swap', 'rotation', 'rehearsal']), names);
    const [configuration, deployment, volume] = (['ConfigMap', 'Deployment', 'PersistentVolumeClaim'] as const).map(
        (kind) => requireKind(every, kind),
    ) as [Manifest, Manifest, Manifest];
    const former = await readOurs(cluster, configuration, Data);
    const formerImage = (await readOurs(cluster, deployment, Deployed))?.spec.template.spec.containers[0]?.image;
    const input = {settings, chosen, former: former?.data ?? {}};
    const mode = chooseMode(input);
    const layers = layersOf([
        ...fixed,
        ...(mode === 'swap' ? (['swap'] as const) : []),
        ...(mode === 'swap' && needsRotation(found) ? (['rotation'] as const) : []),
        ...(mode === 'swap' && rehearses(input) ? (['rehearsal'] as const) : []),
    ]);
    const shippedImage = layers.find(({image}) => image !== '')?.image ?? '';
    const keptImage = formerImage?.startsWith(OWN_IMAGE) === false ? formerImage : shippedImage;
    const secret = makeNotesSecret(namespace, {});
    const stateDirectory = join(settings.STATE_DIR, 'installed', nameFolder(found));
    const removed = every.filter(({kind}) => kind !== 'PersistentVolumeClaim');
    return {
        usualFolder: join(stateDirectory, 'manifests'),
        stateDirectory,
        mode,
        requireNoRun: () => requireNoHolder(cluster, describeTarget(found)),
        readNotes: async () => decode((await readOurs(cluster, secret, Data))?.data ?? {}),
        fileNames: [FILE],
        render: ({image, publicKey, connection}) => ({
            [FILE]: printManifests(
                HEAD,
                renderManifests(layers, {
                    ...names,
                    image: image ?? keptImage,
                    fingerprint: printFingerprint(publicKey) ?? '',
                    tokenId: connection.tokenId,
                    settings: renderSettings(readShippedSettings(), input, {
                        KUBE_RESOURCE: name,
                        TEAM_ID: connection.teamId,
                        CHANNEL_ID: connection.channelId,
                        BOT_USER_ID: connection.botUserId,
                    }),
                }),
            ),
        }),
        deploy: {
            can: true,
            use: makeDeployer(cluster, {
                namespace,
                every: [...removed, secret],
                look: `kubectl --namespace ${printShellWord(namespace)} logs deployment/fips-agent`,
            }),
        },
        findAgents: async () =>
            (await readOurs(cluster, deployment, z.unknown())) === undefined
                ? []
                : [
                      {
                          name: nameManifest(deployment),
                          isInstalled: true,
                          isSelf: cluster.login.isInside && hostname().startsWith(`${deployment.metadata.name}-`),
                          remove: () => removeManifest(cluster, deployment),
                      },
                  ],
        findRemains: async () =>
            (await readOurs(cluster, volume, z.unknown())) === undefined
                ? []
                : [
                      {
                          id: 'volume',
                          values: {volume: volume.metadata.name, namespace},
                          remove: () => removeManifest(cluster, volume),
                      },
                  ],
        locate: (path) => path,
    };
}

/** One folder for each installation, also of several clusters. */
function nameFolder(found: FoundInstallation): string {
    const {namespace, name} = found.resource.metadata;
    const cluster = createHash('sha256').update(found.identity).digest('hex').slice(0, 8);
    return `${cluster}.${namespace}.${name}`;
}

/** OpenShift gives each namespace its users, and refuses any other. */
async function assignsUsers(cluster: Cluster, namespace: string): Promise<boolean> {
    const ofGroup = {group: 'security.openshift.io', version: 'v1', resource: '', verb: 'get'} as const;
    if ((await callIfAllowed(cluster, ofGroup)) !== undefined) {
        return true;
    }
    const answer = await callIfAllowed(cluster, {...NAMESPACES, verb: 'get', name: namespace});
    const annotations = Annotated.safeParse(answer).data?.metadata.annotations ?? {};
    return annotations['openshift.io/sa.scc.uid-range'] !== undefined;
}

/** The right to change the password is given only where a move needs it. */
function needsRotation({pods: [{environment}]}: FoundInstallation): boolean {
    return judgeSecretLength(readDataSource(environment.values)?.dsn.password) === 'short';
}

/** What is there and the installer's. */
async function readOurs<T>(cluster: Cluster, manifest: Manifest, schema: z.ZodMiniType<T>): Promise<T | undefined> {
    const live = await fetchLive(cluster, manifest);
    return live && isOurs(live) ? schema.safeParse(live).data : undefined;
}

function requireKind(manifests: readonly Manifest[], kind: Manifest['kind']): Manifest {
    const manifest = manifests.find((one) => one.kind === kind);
    if (!manifest) {
        throw new Error(`deploy/kubernetes has no ${kind}`);
    }
    return manifest;
}

function decode(data: Readonly<Record<string, string>>): InstallNotes {
    return Object.fromEntries(
        Object.entries(data).map(([name, value]) => [name, Buffer.from(value, 'base64').toString('utf8')]),
    );
}
