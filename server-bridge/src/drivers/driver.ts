import type {ContainerDetails} from '../engine/engine.ts';
import type {ComposeProject} from '../compose/compose.ts';
import type {DeploymentKind, Facts} from '@fips-readiness/core';

/** Which deployment a driver has found. Everything in it was read from the engine or pinned in the settings. */
export type Deployment = {
    readonly kind: DeploymentKind;
    readonly name: string;
    readonly service: string;
    readonly container: ContainerDetails;
    readonly project: ComposeProject | undefined;
};

/** Why a driver does not fit. Permanent codes; words under `driver.<code>`. */
export type DriverRefusal =
    'no_container' | 'no_compose_label' | 'belongs_to_compose' | 'container_not_found' | 'service_not_found';

/** What `detect` answers: a deployment, or a reason per candidate, or several candidates to choose from. */
export type Detection =
    | {readonly code: 'found'; readonly deployment: Deployment}
    | {readonly code: 'several'; readonly candidates: readonly string[]}
    | {readonly code: 'not_mine'; readonly reason: DriverRefusal};

/** Facts only this driver can see. */
export type Inspection = Facts;

/** The adapter for one kind of deployment. Read-only: nothing here changes a container, an image or a file. */
export type Driver = {
    readonly kind: 'compose' | 'docker';
    readonly detect: () => Promise<Detection>;
    readonly inspect: (deployment: Deployment, observedAt: string) => Promise<Inspection>;
};
