import type {ContainerDetails} from './docker/engine/engine.ts';
import type {ComposeProject} from './docker/edit/compose.ts';
import type {FileEdit} from './docker/edit/image_edit.ts';
import type {Clock} from '../clock/clock.ts';
import type {StepResult} from './step_result.ts';
import type {DeploymentKind, Facts, Plan} from '@fips-readiness/core';

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

/** An image a container shall run: what its files name, and the engine's id of what was inspected. */
export type WishedImage = {readonly reference: string; readonly id: string};

/** What a change is made from: the approved plan, and texts that stay in the agent's own state. */
export type Change = {
    readonly plan: Plan;
    readonly files: readonly FileEdit[];
    readonly from: WishedImage;
    readonly to: WishedImage;
    /** Where the old image was saved, if it was. */
    readonly keptImage: string;
    /** Names a plain container is kept under, and its successor is made under, while the other one has the deployment's. */
    readonly keptContainer: string;
    readonly nextContainer: string;
    /** When the engine starts the container again by itself, before and after the change. */
    readonly restartPolicy: string;
    readonly fingerprintKey: string;
    readonly clock: Clock;
    /** Keeps what a program said (mode 0600): foreign text may hold secrets. */
    readonly keepOutput: (name: string, text: string) => Promise<void>;
};

/** The two steps that differ between kinds of deployment. Each may be repeated, forwards and backwards. */
export type ChangeStep = 'edit' | 'recreate';

/** Changes one kind of deployment, by what the plan pins and nothing else. */
export type Changer = {
    /** The deployment's container as it is now, running or not. */
    readonly find: (change: Pick<Change, 'plan'>) => Promise<ContainerDetails | undefined>;
    readonly perform: (step: ChangeStep, change: Change) => Promise<StepResult>;
    readonly revert: (step: ChangeStep, change: Change) => Promise<StepResult>;
};

/** The adapter for one kind of deployment. `detect` and `inspect` change nothing; `changer` is undefined where a program is missing. */
export type Driver = {
    readonly kind: 'compose' | 'docker';
    readonly detect: () => Promise<Detection>;
    readonly inspect: (deployment: Deployment, observedAt: string) => Promise<Inspection>;
    readonly changer: Changer | undefined;
};
