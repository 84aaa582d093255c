import {DEPLOYMENT_KINDS} from '../facts/facts.ts';
import type {DeploymentKind} from '../facts/facts.ts';

/** Every kind that runs on one host, whatever runs it there. */
export const ON_A_HOST: readonly DeploymentKind[] = DEPLOYMENT_KINDS.filter((kind) => kind !== 'kubernetes');

/** The kinds that a cluster runs. */
export const IN_A_CLUSTER: readonly DeploymentKind[] = ['kubernetes'];

/** The kinds that have files of a Compose project, or may have them. */
export const WITH_PROJECT_FILES: readonly DeploymentKind[] = ON_A_HOST.filter((kind) => kind !== 'docker');
