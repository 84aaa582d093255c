import type {Facts} from '@fips-readiness/core';
import {readProblem, ServerProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import {fetchAgentView} from './agent_view.ts';
import type {AgentView} from './agent_view.ts';
import {fetchPageFacts} from './page_facts.ts';
import {NO_SETTINGS, readPluginSettings} from './plugin_settings.ts';
import type {PluginSettings} from './plugin_settings.ts';
import {readViewer} from './viewer.ts';
import type {Viewer} from './viewer.ts';

/** What was seen at one moment: nothing here is judged yet. */
export type Snapshot = {
    readonly viewer: Viewer;
    readonly settings: PluginSettings;
    /** Undefined while no queue is connected. */
    readonly agent: AgentView | undefined;
    /** What the admin's own session shows. */
    readonly pageFacts: Facts;
    /** The page's own clock, ISO 8601. */
    readonly takenAt: string;
};

/** Asks for everything. Throws ServerProblem where the page can say nothing at all: no server, no session. */
export async function fetchSnapshot(server: Server, now: () => Date): Promise<Snapshot> {
    const takenAt = now().toISOString();
    const [me, clientConfig, config] = await Promise.all([
        server.fetchMe(),
        server.fetchClientConfig(),
        server.fetchConfig().then(
            (json: unknown) => ({json}),
            (error: unknown) => ({problem: readProblem(error)}),
        ),
    ]);
    const viewer = readViewer(me);
    if (!viewer) {
        throw new ServerProblem('not_mattermost');
    }
    const settings = 'json' in config ? readPluginSettings(config.json) : NO_SETTINGS;
    const {connection} = settings;
    const hasAgent = connection !== undefined && connection.publicKey !== '';
    const [pageFacts, agent] = await Promise.all([
        fetchPageFacts({server, config, clientConfig, viewer, hasAgent, observedAt: takenAt}),
        connection && connection.channelId !== '' ? fetchAgentView(server, connection, now) : undefined,
    ]);
    return {viewer, settings, agent, pageFacts, takenAt};
}
