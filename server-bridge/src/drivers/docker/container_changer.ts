import type {Plan} from '@fips-readiness/core';
import type {Clock} from '../../clock/clock.ts';
import type {StepResult} from '../../port/step_result.ts';
import type {FileEdit} from './edit/image_edit.ts';
import type {ContainerDetails} from './engine/engine.ts';

/** An image a container shall run: what its files name, and the engine's id of what was inspected. */
export type TargetImage = {readonly reference: string; readonly id: string};

/** What a change is made from: the approved plan, and texts that stay in the agent's own state. */
export type Change = {
    readonly plan: Plan;
    readonly files: readonly FileEdit[];
    readonly from: TargetImage;
    readonly to: TargetImage;
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

/** The two steps that differ between a project and a plain container. Each may be repeated, forwards and backwards. */
export type ChangeStep = 'edit' | 'recreate';

/** Changes the container of a deployment, by what the plan pins and nothing else. */
export type ContainerChanger = {
    /** The deployment's container as it is now, running or not. */
    readonly find: (change: Pick<Change, 'plan'>) => Promise<ContainerDetails | undefined>;
    readonly perform: (step: ChangeStep, change: Change) => Promise<StepResult>;
    readonly revert: (step: ChangeStep, change: Change) => Promise<StepResult>;
};
