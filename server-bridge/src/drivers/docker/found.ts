import type {DeploymentKind} from '@fips-readiness/core';
import type {ComposeProject} from './edit/compose.ts';
import type {ContainerDetails} from './engine/engine.ts';

/** A deployment on a Docker engine. Everything in it was read from the engine or pinned in the settings. */
export type Found = {
    readonly kind: DeploymentKind;
    readonly name: string;
    /** Empty for a plain container. */
    readonly service: string;
    readonly container: ContainerDetails;
    readonly project: ComposeProject | undefined;
};
