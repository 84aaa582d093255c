import {join} from 'node:path';

export type NodeOptions = {
    /** All that the node keeps is below it. */
    readonly folder: string;
    readonly bridge: string;
    /** As `10.200.`: pods are in the first /24, the bridge is its first address and the node's. */
    readonly addressPrefix: string;
    /** The kubelet's. */
    readonly port: number;
    /** PEM file of the one client the kubelet answers. */
    readonly clientCertificate: string;
};

/** The image of the container that holds a pod's namespaces. */
export const PAUSE_IMAGE = 'fips-readiness/pause:1';

/** Source: containerd 1.6, docs/cri/config.md. */
export function printContainerdConfig({folder}: NodeOptions): string {
    const quote = (name: string) => JSON.stringify(join(folder, name));
    const cri = 'plugins."io.containerd.grpc.v1.cri"';
    return `version = 2
root = ${quote('images')}
state = ${quote('state')}
disabled_plugins = ["io.containerd.internal.v1.opt"]

[grpc]
address = ${quote('containerd.sock')}

[${cri}]
sandbox_image = "docker.io/${PAUSE_IMAGE}"
disable_apparmor = true
netns_mounts_under_state_dir = true
restrict_oom_score_adj = true

[${cri}.cni]
bin_dir = "/usr/lib/cni"
conf_dir = ${quote('network')}

[${cri}.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"

[${cri}.containerd.runtimes.runc.options]
SystemdCgroup = false

[${cri}.registry]
config_path = ${quote('registries')}
`;
}

/** Every registry's images come from one: a missing tag is then missing, and not a network error. */
export function printHosts(registryUrl: string): string {
    return `server = "${registryUrl}"\n\n[host."${registryUrl}"]\ncapabilities = ["pull", "resolve"]\n`;
}

/** Pods reach each other and the machine, and nothing outside. */
export function printNetwork({folder, bridge, addressPrefix}: NodeOptions): string {
    return JSON.stringify({
        cniVersion: '0.4.0',
        name: 'rig',
        plugins: [
            {
                type: 'bridge',
                bridge,
                ipam: {
                    type: 'host-local',
                    dataDir: join(folder, 'addresses'),
                    ranges: [[{subnet: `${addressPrefix}0.0/24`, rangeStart: `${addressPrefix}0.10`}]],
                },
            },
        ],
    });
}

/** JSON is YAML. Source: kubelet.config.k8s.io/v1beta1. */
export function printKubeletConfig({folder, addressPrefix, port, clientCertificate}: NodeOptions): string {
    return JSON.stringify({
        apiVersion: 'kubelet.config.k8s.io/v1beta1',
        kind: 'KubeletConfiguration',
        address: `${addressPrefix}0.1`,
        port,
        healthzPort: 0,
        authentication: {
            anonymous: {enabled: false},
            webhook: {enabled: false},
            x509: {clientCAFile: clientCertificate},
        },
        authorization: {mode: 'AlwaysAllow'},
        containerRuntimeEndpoint: `unix://${join(folder, 'containerd.sock')}`,
        cgroupDriver: 'cgroupfs',
        // Containers get control groups of containerd's: those of the kubelet would be another node's too.
        cgroupsPerQOS: false,
        enforceNodeAllocatable: [],
        failCgroupV1: false,
        failSwapOn: false,
        makeIPTablesUtilChains: false,
        serializeImagePulls: false,
        // A nearly full disk is no reason to end a test's pods.
        evictionHard: {'memory.available': '1Mi', 'nodefs.available': '0%', 'imagefs.available': '0%'},
        imageGCHighThresholdPercent: 100,
        resolvConf: '',
    });
}
