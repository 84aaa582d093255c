import * as z from 'zod/mini';

const kubernetesName = z
    .string()
    .check(z.regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, 'must be a name as Kubernetes takes them'));

/** What only the Kubernetes driver reads. */
export const KUBERNETES_SETTINGS = {
    /** Kubernetes: files as kubectl takes them (`:` between several); ~/.kube/config where it is not set. */
    KUBECONFIG: z.optional(z.string()),
    /** The context of the kubeconfig, the namespace, and the `Mattermost` resource in it; found where they are not set. */
    KUBE_CONTEXT: z.optional(z.string()),
    KUBE_NAMESPACE: z.optional(kubernetesName),
    KUBE_RESOURCE: z.optional(kubernetesName),
    /** `pod`: a run tries the target image in a pod of its own before the patch, where this user may make one. */
    KUBE_REHEARSAL: z._default(z.enum(['none', 'pod']), 'none'),
};

/** Those that name a deployment: no other platform is asked then. */
export const NAMES_KUBERNETES = ['KUBE_CONTEXT', 'KUBE_NAMESPACE', 'KUBE_RESOURCE'] as const;
