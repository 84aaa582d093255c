import {useEffect, useState} from 'react';
import type {Facts, Plan} from '@fips-readiness/core';
import {readProblem, ServerProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import {readPluginHealth} from './plugin_health.ts';
import type {PluginHealth} from './plugin_health.ts';

/** The plugins, the configuration they were read with, or why they could not be read. */
export type SeenHealth =
    | {readonly code: 'looking'}
    | {readonly code: 'unread'; readonly problem: ServerProblem}
    | {readonly code: 'seen'; readonly plugins: readonly PluginHealth[]; readonly config: unknown};

/** Asks the server for its plugins, again with each look of the page (`takenAt`); what was seen stays until then. */
export function usePluginHealth(
    server: Server,
    takenAt: string,
    facts: Facts,
    baseline: Plan['plugins'] | undefined,
): SeenHealth {
    const [answers, setAnswers] = useState<Answers | ServerProblem>();
    useEffect(() => {
        let isGone = false;
        const tell = (seen: Answers | ServerProblem) => {
            if (!isGone) {
                setAnswers(seen);
            }
        };
        fetchAnswers(server).then(tell, (error: unknown) => tell(readProblem(error)));
        return () => {
            isGone = true;
        };
    }, [server, takenAt]);
    if (answers === undefined) {
        return {code: 'looking'};
    }
    if (answers instanceof ServerProblem) {
        return {code: 'unread', problem: answers};
    }
    const plugins = readPluginHealth({...answers, facts, baseline});
    return plugins
        ? {code: 'seen', plugins, config: answers.config}
        : {code: 'unread', problem: new ServerProblem('not_mattermost')};
}

type Answers = {readonly list: unknown; readonly statuses: unknown; readonly config: unknown};

async function fetchAnswers(server: Server): Promise<Answers> {
    const [list, statuses, config] = await Promise.all([
        server.fetchPlugins(),
        server.fetchPluginStatuses(),
        // Who may not read the settings still sees the plugins.
        server.fetchConfig().catch(() => undefined),
    ]);
    return {list, statuses, config};
}
