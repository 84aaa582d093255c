import type {KubernetesObject} from '../kubernetes_client/objects.ts';

const GROUP = 'installation.mattermost.com';

/** An environment variable of a container, given or from a Secret or ConfigMap. */
export type Variable = {readonly name: string; readonly value?: string; readonly valueFrom?: object};

/** A JSON Patch, as text, over what the operator makes. */
type Patch = {readonly disable?: boolean; readonly patch?: string};

/** `installation.mattermost.com/v1beta1 Mattermost`: the fields the stand-in reads. Source: the operator's CRD. */
export type Mattermost = KubernetesObject & {
    readonly spec: {
        readonly image?: string;
        readonly version?: string;
        readonly imagePullPolicy?: string;
        readonly imagePullSecrets?: readonly object[];
        readonly replicas?: number;
        readonly mattermostEnv?: readonly Variable[];
        readonly database?: {readonly external?: {readonly secret?: string}};
        readonly fileStore?: {
            readonly local?: {readonly enabled?: boolean};
            readonly external?: {readonly url: string; readonly bucket: string; readonly secret?: string};
        };
        readonly ingress?: {readonly enabled?: boolean; readonly host?: string};
        readonly scheduling?: {readonly resources?: object};
        readonly probes?: {readonly livenessProbe?: object; readonly readinessProbe?: object};
        readonly volumes?: readonly object[];
        readonly volumeMounts?: readonly object[];
        readonly podExtensions?: {
            readonly initContainers?: readonly object[];
            readonly sidecarContainers?: readonly {readonly name: string}[];
        };
        readonly deploymentTemplate?: {readonly deploymentStrategyType?: string};
        readonly jobServer?: {readonly dedicatedJobServer?: boolean};
        readonly updateJob?: {readonly disabled?: boolean; readonly extraLabels?: Readonly<Record<string, string>>};
        readonly resourcePatch?: {readonly deployment?: Patch};
    };
    readonly status?: Status;
};

/** What the operator says of a resource. As in the operator's own type, a count of 0 is left out. */
export type Status = {
    readonly state?: 'reconciling' | 'ready' | 'stable';
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly image?: string;
    readonly version?: string;
    readonly endpoint?: string;
    readonly error?: string;
    readonly resourcePatch?:
        {readonly deploymentPatch?: {readonly applied: boolean; readonly error?: string}} | undefined;
};

/** A version that is a digest alone follows an `@`. Source: `GetImageName`. */
export function nameImage({spec: {image = '', version = ''}}: Mattermost): string {
    return version.startsWith('sha256:') ? `${image}@${version}` : `${image}:${version}`;
}

/** The labels of everything that belongs to an installation. */
export function makeLabels(name: string): Readonly<Record<string, string>> {
    return {app: 'mattermost', [`${GROUP}/installation`]: name, [`${GROUP}/resource`]: name};
}

/** What Kubernetes deletes together with the resource says so. */
export function makeOwner({metadata: {name, uid}}: Mattermost): readonly object[] {
    const owner = {apiVersion: `${GROUP}/v1beta1`, kind: 'Mattermost', name, uid};
    return [{...owner, controller: true, blockOwnerDeletion: true}];
}
