import type Docker from 'dockerode';
import type {Engine} from './engine.ts';
import {statusOf} from './engine_failure.ts';

/** The container's program: there is none of that name, and it is never started. */
const NO_PROGRAM = ['/fips-agent-run'];

/** Makes a container for its name alone (see `Engine`). */
export async function holdName(
    docker: Docker,
    {name, imageId, labels}: Parameters<Engine['holdName']>[0],
): Promise<boolean | undefined> {
    try {
        await docker.createContainer({
            name,
            Image: imageId,
            Entrypoint: NO_PROGRAM,
            Cmd: [],
            Labels: {...labels},
            HostConfig: {NetworkMode: 'none', RestartPolicy: {Name: 'no'}, LogConfig: {Type: 'none', Config: {}}},
        });
        return true;
    } catch (error) {
        switch (statusOf(error)) {
            case 404:
                return undefined;
            case 409:
                return false;
            default:
                throw error;
        }
    }
}
