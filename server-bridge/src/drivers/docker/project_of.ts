import type {Plan} from '@fips-readiness/core';
import type {ComposeProject} from './edit/compose.ts';
import {composeTargetOf} from './target_of.ts';

/** The Compose project a plan pins. */
export function projectOf(plan: Pick<Plan, 'target'>): ComposeProject {
    const {folder, name, files, envFiles, profiles = [], caller} = composeTargetOf(plan);
    return {directory: folder, name, files, envFiles, profiles, caller};
}
