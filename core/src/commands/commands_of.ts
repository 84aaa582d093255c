import type {DeploymentKind} from '../facts/facts.ts';
import type {Data} from '../values/data.ts';
import type {Commands} from './commands.ts';
import {COMPOSE} from './compose.ts';
import {DOCKER} from './docker.ts';
import {KUBERNETES} from './kubernetes.ts';

/** The one table of commands by kind. Kinds without commands of their own are typed at the engine. */
const COMMANDS: Readonly<Record<DeploymentKind, Commands>> = {
    compose: COMPOSE,
    compose_v1: COMPOSE,
    docker: DOCKER,
    podman: DOCKER,
    swarm: DOCKER,
    kubernetes: KUBERNETES,
    package: DOCKER,
    tarball: DOCKER,
    ecs: DOCKER,
};

/** The commands of the deployment `place` describes; a kind nobody knows is a container. */
export function commandsOf({kind}: Data): Commands {
    return typeof kind === 'string' && Object.hasOwn(COMMANDS, kind) ? COMMANDS[kind as DeploymentKind] : DOCKER;
}
