import {FipsError, isFipsError} from '@fips-readiness/core';
import type {ErrorCode, Plan} from '@fips-readiness/core';
import type {Deployment, Driver, DriverRefusal} from './driver.ts';

/** The driver of a kind. */
export function findDriver(drivers: readonly Driver[], kind: Plan['target']['kind']): Driver {
    const driver = drivers.find((one) => one.kind === kind);
    if (!driver) {
        throw new Error(`no driver of kind ${kind}`);
    }
    return driver;
}

/**
 * Asks every driver in turn. A platform that does not answer keeps nobody from asking the next one, unless the settings name it.
 * "No driver fits" names each driver's reason. What is opened closes with `until`. Throws FipsError.
 */
export async function findDeployment(drivers: readonly Driver[], until?: AbortSignal): Promise<Deployment> {
    const reasons: string[] = [];
    let failure: unknown;
    for (const driver of drivers) {
        const detection = await driver.detect(until).catch((error: unknown) => {
            if (driver.isNamed || !isFipsError(error) || !AWAY.includes(error.code)) {
                throw error;
            }
            failure ??= error;
        });
        if (!detection) {
            continue;
        }
        if (detection.code === 'found') {
            return detection.deployment;
        }
        if (detection.code === 'several') {
            throw new FipsError('several_deployments', {candidates: detection.candidates.join(', ')});
        }
        reasons.push(`${driver.kind}: ${describeRefusal(detection.reason)}`);
    }
    if (failure !== undefined) {
        throw failure;
    }
    throw new FipsError('no_deployment', {reasons: reasons.join('; ')});
}

/** Why there is no deployment, as a part of a sentence. */
export function describeRefusal(reason: DriverRefusal): string {
    return REASONS[reason];
}

/** A platform that is not here at all; everything else is a reason to stop and look. */
const AWAY: readonly ErrorCode[] = ['engine_unreachable', 'engine_permission'];

const REASONS = {
    no_container: 'no container runs a Mattermost server image',
    no_compose_label: 'no container with a Mattermost image belongs to a Compose project',
    belongs_to_compose: 'the container belongs to a Compose project',
    container_not_found: 'there is no container of that name',
    service_not_found: 'the named project has no container with a Mattermost image',
    no_kubeconfig: 'there is no kubeconfig',
    cluster_not_asked: 'the cluster of the current context could not be asked; name it with --context to see why',
    no_resource: 'the cluster has no Mattermost resource, and no Deployment or StatefulSet of a Mattermost image',
    resource_not_found: 'there is no Mattermost resource, Deployment or StatefulSet of that name',
    resource_unreadable: 'this agent cannot read the Mattermost resource',
    no_pod: 'none of its pods is there',
} as const;
