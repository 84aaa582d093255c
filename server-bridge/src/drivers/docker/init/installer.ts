import type {Installer} from '../../../port/driver.ts';
import type {SettingsRead} from '../../../settings/read_settings.ts';
import type {OpenDockerHost} from '../docker_host.ts';
import {findHostPath, findOwnContainer} from '../engine/own_container.ts';
import type {Found} from '../found.ts';
import {findAgentContainers} from './agent_containers.ts';
import {AGENT_FILES, renderAgentFiles} from './agent_files.ts';

/** The agent as a Compose project of its own on the same engine. */
export async function openInstaller(
    {engine, settings}: OpenDockerHost,
    found: Found,
    chosen: SettingsRead['origins'],
): Promise<Installer> {
    const own = await findOwnContainer(engine);
    const onHost = (path: string): string => (own && findHostPath(own, path)) ?? path;
    return {
        usualFolder: '/opt/fips-agent',
        stateDirectory: settings.STATE_DIR,
        mode: settings.MODE,
        // A run's journal and lock are in the same state folder.
        requireNoRun: () => Promise.resolve(),
        readNotes: () => Promise.resolve({}),
        fileNames: AGENT_FILES,
        deploy: {can: false, reason: 'an admin starts the agent’s own project with docker compose'},
        findRemains: () => Promise.resolve([]),
        render: ({known, image, tokenFile, connection}) =>
            renderAgentFiles({
                image,
                tokenFile,
                connection,
                chosen,
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
