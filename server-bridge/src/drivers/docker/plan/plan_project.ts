import type {Plan} from '@fips-readiness/core';
import type {ComposeProject} from '../edit/compose.ts';

/** The Compose project a plan pins. */
export function projectOf({deployment}: Pick<Plan, 'deployment'>): ComposeProject {
    return {
        directory: deployment.folder,
        name: deployment.name,
        files: deployment.files,
        envFiles: deployment.envFiles,
        profiles: deployment.profiles ?? [],
        caller: deployment.caller,
    };
}
