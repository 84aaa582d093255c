import type {Installer} from '../../../port/driver.ts';
import type {OpenDockerHost} from '../docker_host.ts';
import {findHostPath, findOwnContainer} from '../engine/own_container.ts';
import type {Found} from '../found.ts';
import {findAgentContainers} from './agent_containers.ts';
import {AGENT_FILES, renderAgentFiles} from './agent_files.ts';

/** The agent as a Compose project of its own on the same engine. */
export async function openInstaller({engine, settings}: OpenDockerHost, found: Found): Promise<Installer> {
    const own = await findOwnContainer(engine);
    const onHost = (path: string): string => (own && findHostPath(own, path)) ?? path;
    return {
        fileNames: AGENT_FILES,
        render: ({known, ...input}) =>
            renderAgentFiles({
                ...input,
                socketPath: engine.endpoint.replace(/^unix:\/\//, ''),
                onHost,
                settings,
                found,
                known: {compose: known['compose.yaml'], settings: known['fips-agent.yaml']},
            }),
        findAgents: async (agentDirectory) =>
            (await findAgentContainers(engine, onHost(settings.STATE_DIR), onHost(agentDirectory))).map(
                ({container, ofProject}) => ({
                    name: container.name,
                    isInstalled: ofProject,
                    isSelf: container.id === own?.id,
                    remove: async () => {
                        await engine.stopContainer(container.id);
                        await engine.removeContainer(container.id, {keepVolumes: true});
                    },
                }),
            ),
        locate: onHost,
    };
}
