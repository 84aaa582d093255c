import * as z from 'zod/mini';

const text = z._default(z.string(), '');
const maybe = z.optional(z.string());

const Metadata = z.object({
    name: z.string(),
    namespace: text,
    uid: text,
    labels: z._default(z.record(z.string(), z.string()), {}),
    annotations: z._default(z.record(z.string(), z.string()), {}),
    generation: z._default(z.number(), 0),
    resourceVersion: text,
    deletionTimestamp: maybe,
    ownerReferences: z._default(z.array(z.object({kind: z.string(), name: z.string(), uid: text})), []),
    managedFields: z._default(
        z.array(z.object({manager: text, operation: text, subresource: maybe, fieldsV1: z.optional(z.unknown())})),
        [],
    ),
});

const FileStore = z.object({
    external: z.optional(z.object({useServiceAccount: z._default(z.boolean(), false)})),
    externalVolume: z.optional(z.object({})),
    local: z.optional(z.object({enabled: z._default(z.boolean(), false)})),
    operatorManaged: z.optional(z.object({})),
});

/** A part of a resource that says more about it: whatever stands there that no API server takes, the resource is found all the same. */
function part<T extends z.ZodMiniType>(schema: T, none: z.output<T>): z.ZodMiniCatch<z.ZodMiniDefault<T>> {
    return z.catch(z._default(schema, none as never), none as never);
}

/** `installation.mattermost.com/v1beta1 Mattermost`, the fields that are read. Source: its CRD. */
export const MattermostResource = z.object({
    metadata: Metadata,
    spec: z.object({
        image: text,
        version: text,
        replicas: z.optional(z.number()),
        database: part(z.object({external: z.optional(z.object({secret: text}))}), {}),
        /** One of them is there. */
        fileStore: part(FileStore, {}),
        jobServer: part(z.object({dedicatedJobServer: z._default(z.boolean(), false)}), {dedicatedJobServer: false}),
        updateJob: part(
            z.object({
                disabled: z._default(z.boolean(), false),
                extraLabels: z._default(z.record(z.string(), z.unknown()), {}),
                extraAnnotations: z._default(z.record(z.string(), z.unknown()), {}),
            }),
            {disabled: false, extraLabels: {}, extraAnnotations: {}},
        ),
        podExtensions: part(z.object({sidecarContainers: z._default(z.array(z.object({name: text})), [])}), {
            sidecarContainers: [],
        }),
        /** JSON Patches, as text, over what the operator makes. */
        resourcePatch: z.optional(
            z.object({deployment: z.optional(z.object({disable: z._default(z.boolean(), false), patch: text}))}),
        ),
    }),
    status: z._default(
        z.object({
            state: text,
            observedGeneration: z._default(z.number(), 0),
            /** What became of `spec.resourcePatch`: a patch that does not fit is left out. */
            resourcePatch: part(
                z.object({
                    deploymentPatch: z.optional(z.object({applied: z._default(z.boolean(), false), error: text})),
                }),
                {},
            ),
        }),
        {state: '', observedGeneration: 0, resourcePatch: {}},
    ),
});
export type MattermostResource = z.infer<typeof MattermostResource>;

const KeyRef = z.object({name: text, key: z.string()});

const Variable = z.object({
    name: z.string(),
    value: maybe,
    valueFrom: z.optional(z.object({secretKeyRef: z.optional(KeyRef), configMapKeyRef: z.optional(KeyRef)})),
});

const AllKeysOf = z.object({
    prefix: text,
    secretRef: z.optional(z.object({name: text})),
    configMapRef: z.optional(z.object({name: text})),
});

/** Quantities by what they are of: `cpu`, `memory`. */
const Amounts = z._default(z.record(z.string(), z.union([z.string(), z.pipe(z.number(), z.transform(String))])), {});

const Container = z.object({
    name: z.string(),
    image: text,
    command: z._default(z.array(z.string()), []),
    args: z._default(z.array(z.string()), []),
    ports: z._default(z.array(z.object({name: text, containerPort: z.number()})), []),
    env: z._default(z.array(Variable), []),
    envFrom: z._default(z.array(AllKeysOf), []),
    volumeMounts: z._default(
        z.array(z.object({name: z.string(), mountPath: z.string(), readOnly: z._default(z.boolean(), false)})),
        [],
    ),
    resources: z._default(z.object({requests: Amounts, limits: Amounts}), {requests: {}, limits: {}}),
    securityContext: z.optional(
        z.object({readOnlyRootFilesystem: z.optional(z.boolean()), runAsUser: z.optional(z.number())}),
    ),
});
export type Container = z.infer<typeof Container>;

const Selector = z.object({
    matchLabels: z._default(z.record(z.string(), z.string()), {}),
    matchExpressions: z._default(
        z.array(
            z.object({
                key: z.string(),
                operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
                values: z._default(z.array(z.string()), []),
            }),
        ),
        [],
    ),
});
export type Selector = z.infer<typeof Selector>;

const Strategy = z._default(
    z.object({
        type: text,
        rollingUpdate: z.optional(z.object({maxSurge: z.optional(z.union([z.number(), z.string()]))})),
    }),
    {type: ''},
);

/** A Deployment or a StatefulSet: what runs in it, and how its pods are replaced. */
export const Workload = z.object({
    metadata: Metadata,
    spec: z.object({
        replicas: z._default(z.number(), 1),
        selector: Selector,
        strategy: Strategy,
        template: z.object({spec: z.object({containers: z.array(Container)})}),
    }),
});
export type Workload = z.infer<typeof Workload>;

/** `message` is the tail of what the program wrote: foreign text that may hold secrets. */
const Ended = z.object({exitCode: z.number(), reason: text, message: text});

const ContainerState = z.object({
    running: z.optional(z.object({startedAt: z.string()})),
    waiting: z.optional(z.object({reason: text, message: text})),
    terminated: z.optional(Ended),
});

const ContainerStatus = z.object({
    name: z.string(),
    imageID: text,
    ready: z._default(z.boolean(), false),
    restartCount: z._default(z.number(), 0),
    state: z._default(ContainerState, {}),
    lastState: z._default(ContainerState, {}),
});
export type ContainerStatus = z.infer<typeof ContainerStatus>;

const Conditions = z._default(z.array(z.object({type: z.string(), status: text, reason: text})), []);

const count = z._default(z.number(), 0);

/** A Deployment of the operator's: how far its pods are. */
export const Deployment = z.object({
    metadata: Metadata,
    spec: z.object({
        replicas: z._default(z.number(), 1),
        strategy: z._default(z.object({type: text}), {type: ''}),
        template: z.object({spec: z.object({containers: z.array(z.object({image: text}))})}),
    }),
    status: z._default(
        z.object({
            observedGeneration: count,
            replicas: count,
            updatedReplicas: count,
            readyReplicas: count,
            conditions: Conditions,
        }),
        {observedGeneration: 0, replicas: 0, updatedReplicas: 0, readyReplicas: 0, conditions: []},
    ),
});
export type Deployment = z.infer<typeof Deployment>;

/** A Job, as far as it is looked at. */
export const Job = z.object({
    metadata: Metadata,
    spec: z.object({template: z.object({spec: z.object({containers: z.array(z.object({image: text}))})})}),
    status: z._default(z.object({failed: count, conditions: Conditions}), {failed: 0, conditions: []}),
});
export type Job = z.infer<typeof Job>;

/** A claim of a volume: who may mount it at a time. */
export const Claim = z.object({spec: z.object({accessModes: z._default(z.array(z.string()), [])})});

/** A namespace's quota, and how much of it is used. */
export const Quota = z.object({
    metadata: Metadata,
    status: z._default(z.object({hard: Amounts, used: Amounts}), {hard: {}, used: {}}),
});
export type Quota = z.infer<typeof Quota>;

/** What covers pods of a drain. Without a selector none is covered, with an empty one all are. Source: policy/v1. */
export const Budget = z.object({
    metadata: Metadata,
    spec: z.object({selector: z.optional(Selector)}),
    status: z._default(z.object({disruptionsAllowed: count}), {disruptionsAllowed: 0}),
});

const Backend = z.object({service: z.optional(z.object({name: z.string()}))});

/** What leads a host's requests to Services. */
export const Ingress = z.object({
    metadata: Metadata,
    spec: z.object({
        ingressClassName: text,
        defaultBackend: z.optional(Backend),
        rules: z._default(
            z.array(
                z.object({
                    host: text,
                    http: z._default(z.object({paths: z._default(z.array(z.object({backend: Backend})), [])}), {
                        paths: [],
                    }),
                }),
            ),
            [],
        ),
    }),
});

/** A Service that leads to pods. */
export const Service = z.object({
    spec: z.object({
        selector: z._default(z.record(z.string(), z.string()), {}),
        ports: z._default(
            z.array(z.object({port: z.number(), targetPort: z.optional(z.union([z.number(), z.string()]))})),
            [],
        ),
    }),
});
export type Service = z.infer<typeof Service>;

/** A Lease; who holds it is in its annotations too, for people. */
export const Lease = z.object({
    metadata: Metadata,
    spec: z._default(z.object({holderIdentity: text}), {holderIdentity: ''}),
});
export type Lease = z.infer<typeof Lease>;

/** The nodes a pod has to start on: one of the terms holds, with all its conditions. */
const NodeAffinity = z.optional(
    z.pipe(
        z.object({
            requiredDuringSchedulingIgnoredDuringExecution: z._default(
                z.object({
                    nodeSelectorTerms: z.array(
                        z.object({
                            matchExpressions: z._default(
                                z.array(
                                    z.object({
                                        key: z.string(),
                                        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']),
                                        values: z._default(z.array(z.string()), []),
                                    }),
                                ),
                                [],
                            ),
                        }),
                    ),
                }),
                {nodeSelectorTerms: []},
            ),
        }),
        z.transform(({requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: terms}}) => ({terms})),
    ),
);

/** A pod, as a list of them gives it. */
export const Pod = z.object({
    metadata: Metadata,
    spec: z.object({
        nodeName: text,
        priorityClassName: text,
        containers: z.array(Container),
        initContainers: z._default(z.array(Container), []),
        volumes: z._default(
            z.array(
                z.object({
                    persistentVolumeClaim: z.optional(z.object({claimName: z.string()})),
                    secret: z.optional(z.object({secretName: text})),
                    projected: z.optional(
                        z.object({
                            sources: z._default(z.array(z.object({secret: z.optional(z.object({name: text}))})), []),
                        }),
                    ),
                }),
            ),
            [],
        ),
        imagePullSecrets: z._default(z.array(z.object({name: z.string()})), []),
        nodeSelector: z._default(z.record(z.string(), z.string()), {}),
        affinity: z._default(z.object({nodeAffinity: NodeAffinity}), {}),
        tolerations: z._default(z.array(z.object({key: text, operator: text, value: text, effect: text})), []),
        securityContext: z.optional(z.object({runAsUser: z.optional(z.number())})),
    }),
    status: z._default(
        z.object({
            phase: text,
            /** Why all of it ended, where that is not one container's doing: `DeadlineExceeded`, `Evicted`. */
            reason: text,
            podIP: text,
            conditions: Conditions,
            containerStatuses: z._default(z.array(ContainerStatus), []),
            initContainerStatuses: z._default(z.array(ContainerStatus), []),
        }),
        {phase: '', reason: '', podIP: '', conditions: [], containerStatuses: [], initContainerStatuses: []},
    ),
});
export type Pod = z.infer<typeof Pod>;

/** A page of a list; its items are read one by one, so that a strange one does not hide the others. */
export const Page = z.object({
    metadata: z._default(z.object({continue: text, remainingItemCount: count}), {continue: '', remainingItemCount: 0}),
    items: z.array(z.unknown()),
});

/** The Status where the token of a page has expired; it has one with which the list goes on as it is now. */
export const Expired = z.object({
    code: z.literal(410),
    metadata: z.object({continue: z.string().check(z.minLength(1))}),
});

/** What names a resource, whatever else is in it. */
export const NamedResource = z.object({metadata: z.object({name: z.string(), namespace: text})});

/** Values are base64, and may be any bytes. */
export const Secret = z.object({data: z._default(z.record(z.string(), z.string()), {})});
/** The same, with who made it and who writes it. */
export const WholeSecret = z.extend(Secret, {metadata: Metadata});
export type WholeSecret = z.infer<typeof WholeSecret>;
export const ConfigMap = z.object({data: z._default(z.record(z.string(), z.string()), {})});
/** A node; it names no more than some of the images it has. */
export const Node = z.object({
    status: z.object({
        nodeInfo: z.object({architecture: z.string()}),
        images: z._default(z.array(z.object({names: z._default(z.array(z.string()), [])})), []),
    }),
});
export type Node = z.infer<typeof Node>;
/** A node, as far as it says which pods may start on it. */
export const PlacedNode = z.object({
    metadata: z.object({name: z.string(), labels: z._default(z.record(z.string(), z.string()), {})}),
    spec: z._default(
        z.object({
            unschedulable: z._default(z.boolean(), false),
            taints: z._default(z.array(z.object({key: text, value: text, effect: text})), []),
        }),
        {unschedulable: false, taints: []},
    ),
    status: z.object({nodeInfo: z.object({architecture: z.string()})}),
});
export type PlacedNode = z.infer<typeof PlacedNode>;
export const Namespace = z.object({metadata: z.object({uid: z.string()})});
export const AccessReview = z.object({status: z.object({allowed: z.boolean()})});
