import type {Image} from './image.ts';
import {makeHexId} from './hex_id.ts';

const INTERVAL_NS = 30_000_000_000;
const TIMEOUT_NS = 10_000_000_000;

/** The part of a configuration that an image hands on to its containers. */
export function viewImageConfig(image: Image): Readonly<Record<string, unknown>> {
    return {
        ExposedPorts: asSet(image.exposedPorts),
        Env: image.environment,
        Cmd: image.command,
        ...viewHealthcheck(image),
        Volumes: asSet(image.volumes),
        WorkingDir: image.workingDirectory,
        Entrypoint: null,
        OnBuild: null,
    };
}

/** GET /images/{name}/json */
export function viewImage(image: Image): unknown {
    const parent = `sha256:${makeHexId(`parent ${image.id}`)}`;
    const maker = makeHexId(`maker ${image.id}`);
    const layer = `/var/lib/docker/overlay2/${makeHexId(`layer ${image.id}`)}`;
    const config = (hostname: string, labels: unknown, command: readonly string[]): unknown => ({
        Hostname: hostname,
        Domainname: '',
        User: image.user,
        AttachStdin: false,
        AttachStdout: false,
        AttachStderr: false,
        Tty: false,
        OpenStdin: false,
        StdinOnce: false,
        ...viewImageConfig(image),
        Cmd: command,
        Image: parent,
        Labels: labels,
    });
    return {
        Id: image.id,
        RepoTags: image.tags,
        RepoDigests: image.digests,
        Parent: parent,
        Comment: '',
        Created: image.createdAt,
        Container: maker,
        ContainerConfig: config(maker.slice(0, 12), image.labels ?? {}, [
            '/bin/sh',
            '-c',
            '#(nop) ',
            `CMD ${JSON.stringify(image.command)}`,
        ]),
        DockerVersion: '20.10.24',
        Author: '',
        Config: config('', image.labels, image.command),
        Architecture: image.architecture,
        Os: 'linux',
        Size: image.sizeBytes,
        VirtualSize: image.sizeBytes,
        GraphDriver: {
            Data: {MergedDir: `${layer}/merged`, UpperDir: `${layer}/diff`, WorkDir: `${layer}/work`},
            Name: 'overlay2',
        },
        RootFS: {Type: 'layers', Layers: [`sha256:${makeHexId(`rootfs ${image.id}`)}`]},
        Metadata: {LastTagTime: image.createdAt},
    };
}

function viewHealthcheck({healthcheck}: Image): Readonly<Record<string, unknown>> {
    return healthcheck === undefined
        ? {}
        : {Healthcheck: {Test: ['CMD', ...healthcheck], Interval: INTERVAL_NS, Timeout: TIMEOUT_NS}};
}

/** The engine's way of writing a set. */
function asSet(names: readonly string[]): Readonly<Record<string, unknown>> | null {
    return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, {}]));
}
