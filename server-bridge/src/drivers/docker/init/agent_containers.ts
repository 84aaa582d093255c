import type {ContainerDetails, Engine} from '../engine/engine.ts';

/** Labels the Compose program gives the containers of a project. */
const PROJECT_FOLDER = 'com.docker.compose.project.working_dir';
const PROJECT_NAME = 'com.docker.compose.project';

/** A container that serves the page with this agent's state; `ofProject` where the project in the agent's folder made it. */
export type AgentContainer = {readonly container: ContainerDetails; readonly ofProject: boolean};

/** Every container, running or not, in which `fips-agent serve` uses this state folder: however it was started. */
export async function findAgentContainers(
    engine: Pick<Engine, 'fetchContainers' | 'fetchContainer'>,
    stateDirectory: string,
    agentDirectory: string,
): Promise<readonly AgentContainer[]> {
    const found: AgentContainer[] = [];
    for (const {id} of await engine.fetchContainers()) {
        const container = await engine.fetchContainer(id);
        if (container && serves(container, stateDirectory)) {
            const {labels} = container;
            const ofProject = labels[PROJECT_NAME] === 'fips-agent' && labels[PROJECT_FOLDER] === agentDirectory;
            found.push({container, ofProject});
        }
    }
    return found;
}

function serves({command, mounts}: ContainerDetails, stateDirectory: string): boolean {
    return (
        command.includes('serve') &&
        command.some((word) => word.endsWith('/fips-agent.mjs')) &&
        mounts.some(({type, source}) => type === 'bind' && source === stateDirectory)
    );
}
