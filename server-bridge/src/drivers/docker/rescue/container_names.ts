import {createHash} from 'node:crypto';
import {identifyTarget} from '@fips-readiness/core';
import type {DockerTarget} from '@fips-readiness/core';

/** Name of the container that a run holds a deployment by (see `takeDeploymentLock`): the same whoever asks. */
export function nameLock(target: DockerTarget): string {
    return `fips-agent-run-${createHash('sha256').update(identifyTarget(target)).digest('hex').slice(0, 12)}`;
}

/** Name a plain container is kept under while its successor runs. */
export function nameKeptContainer(container: string, runId: string): string {
    return `${container}-before-${runId.slice(0, 8)}`;
}

/** Name its successor is made under, while the old one still runs. */
export function nameNextContainer(container: string, runId: string): string {
    return `${container}-next-${runId.slice(0, 8)}`;
}

/** Is it a container a run keeps or makes, not a deployment of its own? Where `others` have the container it belongs to. */
export function isRunContainer(name: string, others: readonly string[]): boolean {
    const [, container] = /^(.+)-(?:before|next)-[0-9a-f]{8}$/.exec(name) ?? [];
    return container !== undefined && others.includes(container);
}
