import type {DockerSettings} from '../../settings/settings.ts';
import type {Compose} from './edit/compose.ts';
import {findComposeBinary, makeComposeCli} from './edit/compose_cli.ts';
import {makeDockerEngine} from './engine/docker_engine.ts';
import type {Engine, EngineInfo} from './engine/engine.ts';

/** The engine's address where nothing names one. */
const DEFAULT_DOCKER_HOST = 'unix:///var/run/docker.sock';

/** The engine and the program both Docker drivers work with; nothing is connected before it is asked. */
export type DockerHost = {
    readonly engine: Engine;
    /** Undefined where there is no Compose program. */
    readonly openCompose: () => Promise<Compose | undefined>;
    readonly settings: DockerSettings;
    readonly env: NodeJS.ProcessEnv;
};

/** The same, at a moment: what the engine says of itself, and the program that was found. */
export type OpenDockerHost = DockerHost & {readonly info: EngineInfo; readonly compose: Compose | undefined};

export function makeDockerHost(settings: DockerSettings, env: NodeJS.ProcessEnv): DockerHost {
    const endpoint = settings.DOCKER_HOST ?? DEFAULT_DOCKER_HOST;
    return {
        engine: makeDockerEngine(endpoint, env, settings.ENGINE_SECONDS * 1000),
        openCompose: async () => {
            const binary = await findComposeBinary(settings.COMPOSE_BINARY, env);
            return binary === undefined ? undefined : makeComposeCli(binary, endpoint, settings.COMPOSE_SECONDS * 1000);
        },
        settings,
        env,
    };
}

/** Throws FipsError `engine_unreachable` and what else keeps the engine from answering. */
export async function openDockerHost(host: DockerHost): Promise<OpenDockerHost> {
    return {...host, info: await host.engine.fetchInfo(), compose: await host.openCompose()};
}
