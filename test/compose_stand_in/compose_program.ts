import {fileURLToPath} from 'node:url';
import {writeLauncher} from './launcher.ts';

const PROGRAM = fileURLToPath(new URL('docker_compose.ts', import.meta.url));

/** Writes `docker-compose` into `folder`; answers its path, for COMPOSE_BINARY. It needs no PATH: the agent empties it. */
export function writeComposeProgram(folder: string): Promise<string> {
    return writeLauncher(folder, 'docker-compose', PROGRAM);
}
