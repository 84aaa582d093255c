import {useCallback, useEffect, useMemo, useRef, useState} from 'react';
import type {AcceptedRisk} from '@fips-readiness/core';
import {readProblem} from '../client/server_problem.ts';
import type {ServerProblemCode} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import {fetchAgentView} from './agent_view.ts';
import type {AgentView} from './agent_view.ts';
import {askAgent, makeRequestId} from './ask_agent.ts';
import type {AskOutcome, AskRhythm} from './ask_agent.ts';
import {judge} from './judgement.ts';
import type {Judgement} from './judgement.ts';
import type {Backup, PluginSettings} from './plugin_settings.ts';
import {readPluginSettings} from './plugin_settings.ts';
import {saveSettings} from './save_settings.ts';
import {fetchSnapshot} from './snapshot.ts';
import type {Snapshot} from './snapshot.ts';

/** How often the page looks by itself, in milliseconds: for a connection, a first word, the agent's presence. */
export type Rhythm = AskRhythm & {
    readonly connectionMs: number;
    readonly firstWordMs: number;
    readonly presenceMs: number;
};

export const RHYTHM: Rhythm = {askMs: 2_000, asks: 75, connectionMs: 15_000, firstWordMs: 3_000, presenceMs: 30_000};

/** What the page is doing now. */
export type Activity = 'idle' | 'loading' | 'asking';

/** The page's state and everything it can do to it. */
export type Readiness = {
    readonly snapshot: Snapshot | undefined;
    readonly judgement: Judgement | undefined;
    readonly activity: Activity;
    /** Why the last look failed; what was seen before stays. */
    readonly problem: ServerProblemCode | undefined;
    /** How the last question to the agent ended. */
    readonly asked: AskOutcome | undefined;
    readonly checkAgain: () => Promise<void>;
    readonly reload: () => Promise<void>;
    /** These throw ServerProblem; nothing is changed then. */
    readonly accept: (risk: AcceptedRisk) => Promise<void>;
    readonly withdraw: (risk: AcceptedRisk) => Promise<void>;
    readonly vouch: (backup: Backup) => Promise<void>;
    readonly changeSettings: (change: (now: PluginSettings) => Partial<PluginSettings>) => Promise<void>;
};

/** Looks at server and agent, and again when it should. */
export function useReadiness(server: Server, now: () => Date, rhythm: Rhythm): Readiness {
    const [snapshot, setSnapshot] = useState<Snapshot>();
    const [activity, setActivity] = useState<Activity>('loading');
    const [problem, setProblem] = useState<ServerProblemCode>();
    const [asked, setAsked] = useState<AskOutcome>();
    const stop = useRef<AbortController>(undefined);
    const busy = useRef(false);

    const look = useCallback(async () => {
        try {
            const seen = await fetchSnapshot(server, now);
            setSnapshot(seen);
            setProblem(undefined);
        } catch (error) {
            setProblem(readProblem(error).code);
        }
    }, [server, now]);

    const occupy = useCallback(async (what: Activity, work: () => Promise<void>) => {
        if (busy.current) {
            return;
        }
        busy.current = true;
        setActivity(what);
        try {
            await work();
        } finally {
            busy.current = false;
            setActivity('idle');
        }
    }, []);

    const reload = useCallback(() => occupy('loading', look), [occupy, look]);

    const connection = snapshot?.settings.connection;
    const canAsk = snapshot?.viewer.isSystemAdmin === true && connection !== undefined && connection.publicKey !== '';
    const checkAgain = useCallback(
        () =>
            occupy(canAsk ? 'asking' : 'loading', async () => {
                setAsked(undefined);
                if (canAsk) {
                    try {
                        const signal = stop.current?.signal ?? AbortSignal.abort();
                        const requestId = makeRequestId();
                        setAsked(await askAgent({server, connection, requestId, rhythm, stop: signal}));
                    } catch (error) {
                        setProblem(readProblem(error).code);
                        return;
                    }
                }
                await look();
            }),
        [occupy, look, canAsk, connection, server, rhythm],
    );

    const changeSettings = useCallback(
        async (change: (before: PluginSettings) => Partial<PluginSettings>) => {
            const settings = await saveSettings(server, change);
            setSnapshot((before) => before && {...before, settings});
        },
        [server],
    );

    const accept = useCallback(
        (risk: AcceptedRisk) =>
            changeSettings(({accepted}) => ({accepted: [...accepted.filter((one) => !isSame(one, risk)), risk]})),
        [changeSettings],
    );
    const withdraw = useCallback(
        (risk: AcceptedRisk) =>
            changeSettings(({accepted}) => ({accepted: accepted.filter((one) => !isSame(one, risk))})),
        [changeSettings],
    );
    const vouch = useCallback((backup: Backup) => changeSettings(() => ({backup})), [changeSettings]);

    useEffect(() => {
        // Under StrictMode the page is mounted twice: the second mount gets a signal of its own.
        const mounted = new AbortController();
        stop.current = mounted;
        void reload();
        return () => mounted.abort();
    }, [reload]);

    const watch = useCallback(async () => {
        if (busy.current || document.visibilityState === 'hidden' || !snapshot) {
            return;
        }
        if (problem) {
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
            const agent = await fetchAgentView(server, connection, snapshot.agent);
            setSnapshot((before) =>
                before?.settings.connection === connection ? {...before, agent: keepSeen(before.agent, agent)} : before,
            );
        } catch {
            // The next look that somebody asks for says what is wrong.
        }
    }, [connection, problem, reload, server, snapshot]);
    const everyMs =
        connection === undefined || connection.channelId === ''
            ? rhythm.connectionMs
            : connection.publicKey === ''
              ? rhythm.firstWordMs
              : rhythm.presenceMs;
    useInterval(watch, everyMs);

    const judgement = useMemo(() => snapshot && judge(snapshot), [snapshot]);
    return {
        snapshot,
        judgement,
        activity,
        problem,
        asked,
        checkAgain,
        reload,
        accept,
        withdraw,
        vouch,
        changeSettings,
    };
}

/** A look that failed takes nothing away of what was seen before. */
function keepSeen(before: AgentView | undefined, seen: AgentView): AgentView {
    return seen.problem && before ? {...before, presence: 'not_known', problem: seen.problem} : seen;
}

function isSame(first: AcceptedRisk, second: AcceptedRisk): boolean {
    return first.check === second.check && first.reason === second.reason;
}

function useInterval(work: () => Promise<void>, everyMs: number): void {
    const latest = useRef(work);
    useEffect(() => {
        latest.current = work;
    }, [work]);
    useEffect(() => {
        const timer = setInterval(() => void latest.current(), everyMs);
        return () => clearInterval(timer);
    }, [everyMs]);
}
