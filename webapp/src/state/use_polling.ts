import {useEffect, useRef} from 'react';
import type {Server} from '../client/server.ts';
import type {Knowledge} from './knowledge.ts';
import {readPluginSettings} from './plugin_settings.ts';
import type {Looking} from './use_looking.ts';
import type {Occupation} from './use_occupation.ts';

/** How often the page looks by itself, in milliseconds: for a connection, a first word, the agent's presence, a run. */
export type PollRhythm = {
    readonly connectionMs: number;
    readonly firstWordMs: number;
    readonly presenceMs: number;
    readonly runMs: number;
};

/** Looks again by itself, while the page is seen and does nothing else. */
export function usePolling(input: {
    readonly server: Server;
    readonly rhythm: PollRhythm;
    readonly occupation: Occupation;
    readonly looking: Looking;
    readonly knowledge: Knowledge['code'] | undefined;
    readonly reload: () => Promise<void>;
}): void {
    const {server, rhythm, occupation, knowledge, reload} = input;
    const {snapshot, problem, lookAtAgent} = input.looking;
    const connection = snapshot?.settings.connection;
    const watch = async () => {
        if (occupation.isBusy() || document.visibilityState === 'hidden') {
            return;
        }
        // What was seen before a run's end is no use: everything is looked at again.
        if (problem || !snapshot || knowledge === 'confirming') {
            await reload();
            return;
        }
        try {
            if (!connection || connection.channelId === '') {
                const settings = readPluginSettings(await server.fetchConfig());
                if (settings.connection?.publicKey) {
                    await reload();
                }
                return;
            }
            await lookAtAgent(connection, snapshot.agent);
        } catch {
            // The next look that somebody asks for says what is wrong.
        }
    };
    const isQuick = knowledge === 'running' || knowledge === 'confirming';
    const everyMs =
        connection === undefined || connection.channelId === ''
            ? rhythm.connectionMs
            : connection.publicKey === ''
              ? rhythm.firstWordMs
              : isQuick
                ? rhythm.runMs
                : rhythm.presenceMs;
    useInterval(watch, everyMs);
}

function useInterval(work: () => Promise<void>, everyMs: number): void {
    const latest = useRef(work);
    useEffect(() => {
        latest.current = work;
    }, [work]);
    useEffect(() => {
        let isWorking = false;
        const timer = setInterval(() => {
            if (!isWorking) {
                isWorking = true;
                void latest.current().finally(() => {
                    isWorking = false;
                });
            }
        }, everyMs);
        return () => clearInterval(timer);
    }, [everyMs]);
}
