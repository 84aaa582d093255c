import type {EngineState} from './engine_state.ts';

export const API_VERSION = '1.41';

const ARCHITECTURES: Readonly<Record<string, string>> = {x86_64: 'amd64', aarch64: 'arm64'};
const BUILD_TIME = '2026-05-07T21:09:36.000000000+00:00';
const COMMIT = '5d6db84';
const GO = 'go1.19.8';
const KERNEL = '6.1.0-18-amd64';

/** GET /info, the members anybody here reads or that were recorded. */
export function viewInfo({identity, containers, images, registries}: EngineState): unknown {
    const running = [...containers.values()].filter(({state}) => state.status === 'running').length;
    const hosts = ['docker.io', ...[...registries.keys()].filter((host) => host !== 'docker.io')];
    return {
        ID: identity.id,
        Containers: containers.size,
        ContainersRunning: running,
        ContainersPaused: 0,
        ContainersStopped: containers.size - running,
        Images: images.size,
        Driver: 'overlay2',
        Name: identity.host,
        ServerVersion: identity.version,
        OperatingSystem: 'Stand-in',
        OSType: 'linux',
        Architecture: identity.machine,
        KernelVersion: KERNEL,
        DockerRootDir: identity.rootDirectory,
        Swarm: {NodeID: '', LocalNodeState: identity.isSwarm ? 'active' : 'inactive', ControlAvailable: false},
        SecurityOptions: ['name=seccomp,profile=default'],
        RegistryConfig: {
            AllowNondistributableArtifactsCIDRs: [],
            AllowNondistributableArtifactsHostnames: [],
            InsecureRegistryCIDRs: ['127.0.0.0/8'],
            IndexConfigs: Object.fromEntries(
                hosts.map((host) => {
                    const isHub = host === 'docker.io';
                    return [host, {Name: host, Mirrors: [], Secure: isHub, Official: isHub}];
                }),
            ),
            Mirrors: [],
        },
        IndexServerAddress: 'https://index.docker.io/v1/',
        Warnings: null,
    };
}

/** GET /version */
export function viewVersion({identity}: EngineState): unknown {
    const arch = ARCHITECTURES[identity.machine] ?? identity.machine;
    const details = {
        ApiVersion: API_VERSION,
        Arch: arch,
        BuildTime: BUILD_TIME,
        Experimental: 'false',
        GitCommit: COMMIT,
    };
    return {
        Platform: {Name: ''},
        Components: [
            {
                Name: 'Engine',
                Version: identity.version,
                Details: {...details, GoVersion: GO, KernelVersion: KERNEL, MinAPIVersion: '1.12', Os: 'linux'},
            },
            {Name: 'containerd', Version: '1.6.20', Details: {GitCommit: '1.6.20'}},
            {Name: 'runc', Version: '1.1.5', Details: {GitCommit: '1.1.5'}},
            {Name: 'docker-init', Version: '0.19.0', Details: {GitCommit: ''}},
        ],
        Version: identity.version,
        ApiVersion: API_VERSION,
        MinAPIVersion: '1.12',
        GitCommit: COMMIT,
        GoVersion: GO,
        Os: 'linux',
        Arch: arch,
        KernelVersion: KERNEL,
        BuildTime: BUILD_TIME,
    };
}

/** Headers of every answer. */
export function makeHeaders({identity}: EngineState): Readonly<Record<string, string>> {
    return {
        'Api-Version': API_VERSION,
        'Docker-Experimental': 'false',
        Ostype: 'linux',
        Server: `Docker/${identity.version} (linux)`,
    };
}
