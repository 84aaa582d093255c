import * as z from 'zod/mini';

const list = <T extends z.ZodMiniType>(item: T) => z._default(z.array(item), []);
const maybe = z.optional(z.unknown());

const Mount = z.object({
    name: z.string(),
    mountPath: z.string(),
    subPath: z.optional(z.string()),
    subPathExpr: z.optional(z.string()),
});

/** Profiles that confine nothing are not taken over. */
const Seccomp = z.looseObject({type: z.string()});

/** What a rehearsal takes from a pod of the live site, as it is. References to Secrets and ConfigMaps stay references. */
export const Template = z.object({
    spec: z.object({
        containers: z.array(
            z.object({
                name: z.string(),
                command: list(z.string()),
                args: list(z.string()),
                env: list(z.looseObject({name: z.string()})),
                envFrom: list(z.unknown()),
                imagePullPolicy: z.optional(z.string()),
                resources: z._default(z.object({requests: maybe, limits: maybe}), {}),
                securityContext: z._default(
                    z.object({
                        runAsUser: maybe,
                        runAsGroup: maybe,
                        runAsNonRoot: maybe,
                        readOnlyRootFilesystem: maybe,
                        seLinuxOptions: maybe,
                        seccompProfile: z.optional(Seccomp),
                        capabilities: z.optional(z.object({drop: maybe})),
                    }),
                    {},
                ),
                volumeMounts: list(Mount),
            }),
        ),
        volumes: list(
            z.looseObject({
                name: z.string(),
                secret: maybe,
                configMap: maybe,
                emptyDir: maybe,
                projected: z.optional(z.looseObject({sources: list(z.looseObject({}))})),
                persistentVolumeClaim: z.optional(z.looseObject({claimName: z.string()})),
            }),
        ),
        imagePullSecrets: maybe,
        nodeSelector: maybe,
        tolerations: maybe,
        affinity: z.optional(z.object({nodeAffinity: maybe})),
        hostAliases: maybe,
        dnsPolicy: maybe,
        dnsConfig: maybe,
        runtimeClassName: maybe,
        securityContext: z._default(
            z.object({
                runAsUser: maybe,
                runAsGroup: maybe,
                runAsNonRoot: maybe,
                fsGroup: maybe,
                fsGroupChangePolicy: maybe,
                supplementalGroups: maybe,
                seLinuxOptions: maybe,
                seccompProfile: z.optional(Seccomp),
            }),
            {},
        ),
    }),
});
export type Template = z.infer<typeof Template>;
