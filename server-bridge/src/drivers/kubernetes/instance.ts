import type {Instance} from '../../port/driver.ts';
import type {ServerPod} from './found.ts';
import {CONTAINER} from './resources.ts';
import type {Container, ContainerStatus, Pod} from './schema.ts';

/** A pod of the server, as the rest of the agent sees it. `urls`: where this process reaches it. */
export function toInstance({pod, container, environment}: ServerPod, urls: readonly string[] = []): Instance {
    const status = findStatus(pod, container.name);
    const unseen = [...environment.unseen, ...environment.unread];
    return {
        id: pod.metadata.uid,
        name: pod.metadata.name,
        imageReference: container.image,
        // `docker.io/…@sha256:…` or the bare id: the digest is the same thing in both.
        imageId: /sha256:[0-9a-f]{64}/.exec(status?.imageID ?? '')?.[0] ?? '',
        state: findState(status),
        health: status?.ready === true ? 'healthy' : status?.state.running ? 'starting' : 'none',
        restartCount: status?.restartCount ?? 0,
        exitCode: status?.state.running ? null : (findEnd(status)?.exitCode ?? null),
        startedAt: status?.state.running?.startedAt ?? '',
        environment: environment.values,
        ...(unseen.length > 0 && {unseen}),
        command: [...container.command, ...container.args],
        urls,
        ...(pod.spec.nodeName !== '' && {node: pod.spec.nodeName}),
    };
}

/** The container that runs the server, by the names it may have; undefined in a pod that is another one's. */
export function findContainer(pod: Pod, names: readonly string[] = [CONTAINER]): Container | undefined {
    return pod.spec.containers.find(({name}) => names.includes(name));
}

/** Whether a pod is a Job's: the operator's try of an image is no server. */
export function isOfJob({metadata}: Pod): boolean {
    return metadata.ownerReferences.some(({kind}) => kind === 'Job');
}

/** Not ended, and not on its way there. */
export function isLiving({metadata, status}: Pod): boolean {
    return metadata.deletionTimestamp === undefined && !['Succeeded', 'Failed'].includes(status.phase);
}

/** What the kubelet says of it; undefined before it has looked. */
export function findStatus({status}: Pod, container = CONTAINER): ContainerStatus | undefined {
    return status.containerStatuses.find(({name}) => name === container);
}

function findEnd(status: ContainerStatus | undefined): {readonly exitCode: number} | undefined {
    return status?.state.terminated ?? status?.lastState.terminated;
}

function findState(status: ContainerStatus | undefined): Instance['state'] {
    if (status?.state.running) {
        return 'running';
    }
    if (status?.state.terminated) {
        return 'exited';
    }
    return findEnd(status) ? 'restarting' : 'created';
}
