import {findConfigFlag} from '../../../facts/config_flag.ts';
import type {ResourcePlace} from '../resources.ts';
import type {Template} from './template.ts';

/** The containers of a rehearsal, in the order they run. */
export const PARTS = {target: 'target-version', running: 'running-version', rehearsal: 'rehearsal'} as const;

/** Which process made it: a rehearsal whose maker is gone is a leftover. */
export const MAKER_ANNOTATION = 'fips-readiness.rehearsal/maker';

type Container = Template['spec']['containers'][number];
type Volume = Template['spec']['volumes'][number];

/** What the pod belongs to: it goes with it. */
export type PodOwner = {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
};

/** The one name of an installation's rehearsal: there is one at a time, and a Role can name what may be deleted. */
export function nameRehearsal({name}: Pick<ResourcePlace, 'name'>): string {
    return `fips-readiness-rehearsal-${name}`.slice(0, 253);
}

/**
 * A pod that asks the images for their releases, and then runs `mattermost db version` of the target image as the server of
 * `template` is started: same variables, by reference, same confinement, same nodes. No label of it, so that nothing selects the pod; no
 * sidecar, no port, no token; files are read, and none is written. Pure.
 */
export function makePod(input: {
    readonly template: Template;
    readonly container: Container;
    readonly owner: PodOwner;
    readonly image: string;
    /** Asked for its release too; undefined where that is known. */
    readonly running: string | undefined;
    readonly program: string;
    /** Where the server's configuration is, as far as its variables say: a path, or a connection string. */
    readonly config: string | undefined;
    readonly pull: boolean;
    readonly maker: string;
    readonly deadlineSeconds: number;
}): object {
    const {template, container, owner, image, running, program, maker, deadlineSeconds} = input;
    const {spec} = template;
    const flag = findConfigFlag([...container.command, ...container.args]);
    const volumes = spec.volumes.flatMap((volume) => keepVolume(volume, container, flag ?? input.config));
    const kept = new Map(volumes.map((volume) => [volume.name, volume]));
    const common = {
        command: [program],
        ...(container.imagePullPolicy !== undefined && {imagePullPolicy: container.imagePullPolicy}),
        resources: container.resources,
        securityContext: {...withoutUnconfined(container.securityContext), allowPrivilegeEscalation: false},
    };
    const fresh = input.pull ? {imagePullPolicy: 'Always'} : {};
    return {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
            name: nameRehearsal(owner),
            labels: {'app.kubernetes.io/managed-by': 'fips-agent', 'sidecar.istio.io/inject': 'false'},
            annotations: {[MAKER_ANNOTATION]: maker, 'linkerd.io/inject': 'disabled'},
            ownerReferences: [owner],
        },
        spec: {
            restartPolicy: 'Never',
            activeDeadlineSeconds: deadlineSeconds,
            terminationGracePeriodSeconds: 1,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            imagePullSecrets: spec.imagePullSecrets,
            nodeSelector: spec.nodeSelector,
            tolerations: spec.tolerations,
            affinity: spec.affinity,
            hostAliases: spec.hostAliases,
            dnsPolicy: spec.dnsPolicy,
            dnsConfig: spec.dnsConfig,
            runtimeClassName: spec.runtimeClassName,
            securityContext: withoutUnconfined(spec.securityContext),
            volumes,
            initContainers: [
                {...common, ...fresh, name: PARTS.target, image, args: ['version']},
                ...(running === undefined ? [] : [{...common, name: PARTS.running, image: running, args: ['version']}]),
            ],
            containers: [
                {
                    ...common,
                    ...fresh,
                    name: PARTS.rehearsal,
                    image,
                    args: ['db', 'version'],
                    // A configuration that the command line names may be a connection string: not an argument here.
                    env: [...container.env, ...(flag === undefined ? [] : [{name: 'MM_CONFIG', value: flag}])],
                    envFrom: container.envFrom,
                    volumeMounts: container.volumeMounts
                        .filter(({name}) => kept.has(name))
                        .map((mount) => ({
                            ...mount,
                            ...(kept.get(mount.name)?.emptyDir === undefined && {readOnly: true}),
                        })),
                },
            ],
        },
    };
}

/** What the program reads its configuration from, and empty folders. The file store stays out, unless the configuration is a file in it. */
function keepVolume(volume: Volume, {volumeMounts}: Container, config: string | undefined): readonly Volume[] {
    const {name, secret, configMap, emptyDir, projected, persistentVolumeClaim: claim} = volume;
    const mounts = volumeMounts.filter((mount) => mount.name === name);
    if (mounts.length === 0) {
        return [];
    }
    if (secret !== undefined || configMap !== undefined || emptyDir !== undefined) {
        return [{name, ...(secret !== undefined ? {secret} : configMap !== undefined ? {configMap} : {emptyDir})}];
    }
    if (projected) {
        // Tokens are projected too.
        const sources = projected.sources.filter((source) => 'secret' in source || 'configMap' in source);
        return sources.length === 0 ? [] : [{name, projected: {...projected, sources}}];
    }
    const path = config ?? '/mattermost/config/config.json';
    const holdsConfig = mounts.some(({mountPath}) => path.startsWith(`${mountPath.replace(/\/+$/, '')}/`));
    return claim && holdsConfig ? [{name, persistentVolumeClaim: {...claim, readOnly: true}}] : [];
}

function withoutUnconfined<T extends {readonly seccompProfile?: {readonly type: string} | undefined}>(context: T): T {
    return context.seccompProfile?.type === 'Unconfined' ? {...context, seccompProfile: undefined} : context;
}
