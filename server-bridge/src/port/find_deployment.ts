import {FipsError} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import type {Deployment, Driver} from './driver.ts';

/** The driver of a kind. */
export function findDriver(drivers: readonly Driver[], kind: Plan['target']['kind']): Driver {
    const driver = drivers.find((one) => one.kind === kind);
    if (!driver) {
        throw new Error(`no driver of kind ${kind}`);
    }
    return driver;
}

/** Asks every driver in turn. "No driver fits" names each driver's reason. Throws FipsError. */
export async function findDeployment(drivers: readonly Driver[]): Promise<Deployment> {
    const reasons: string[] = [];
    for (const driver of drivers) {
        const detection = await driver.detect();
        if (detection.code === 'found') {
            return detection.deployment;
        }
        if (detection.code === 'several') {
            throw new FipsError('several_deployments', {candidates: detection.candidates.join(', ')});
        }
        reasons.push(`${driver.kind}: ${REASONS[detection.reason]}`);
    }
    throw new FipsError('no_deployment', {reasons: reasons.join('; ')});
}

const REASONS = {
    no_container: 'no container runs a Mattermost server image',
    no_compose_label: 'no container with a Mattermost image belongs to a Compose project',
    belongs_to_compose: 'the container belongs to a Compose project',
    container_not_found: 'there is no container of that name',
    service_not_found: 'the named project has no container with a Mattermost image',
} as const;
