import type {ChangeRequest} from '../../../port/driver.ts';
import type {OpenDockerHost} from '../docker_host.ts';
import type {Found} from '../found.ts';

/** What the change of a Docker deployment is planned from. */
export type DockerPlanInput = OpenDockerHost &
    ChangeRequest & {
        readonly found: Found;
        /** False where what changes this kind is not here. */
        readonly canChange: boolean;
    };
