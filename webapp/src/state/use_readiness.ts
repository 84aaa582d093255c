import {useCallback, useEffect, useMemo, useRef, useState} from 'react';
import type {AcceptedRisk, BelievedReply, RequestKind} from '@fips-readiness/core';
import {readProblem} from '../client/server_problem.ts';
import type {ServerProblemCode} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import {fetchAgentView} from './agent_view.ts';
import type {AgentView} from './agent_view.ts';
import {askAgent, makeRequestId} from './ask_agent.ts';
import type {Asked, AskOutcome, AskRhythm, Question} from './ask_agent.ts';
import {judge} from './judgement.ts';
import type {Judgement} from './judgement.ts';
import {readMove} from './move.ts';
import type {Move} from './move.ts';
import type {Backup, Connection, PluginSettings} from './plugin_settings.ts';
import {readPluginSettings} from './plugin_settings.ts';
import {saveSettings} from './save_settings.ts';
import {fetchSnapshot} from './snapshot.ts';
import type {Snapshot} from './snapshot.ts';

/** How often the page looks by itself, in milliseconds: for a connection, a first word, the agent's presence, a run. */
export type Rhythm = AskRhythm & {
    readonly connectionMs: number;
    readonly firstWordMs: number;
    readonly presenceMs: number;
    readonly runMs: number;
};

export const RHYTHM: Rhythm = {
    askMs: 2_000,
    asks: 75,
    connectionMs: 15_000,
    firstWordMs: 3_000,
    presenceMs: 30_000,
    runMs: 1_000,
};

/** What the page is doing now. */
export type Activity = 'idle' | 'loading' | 'asking';

/** The page's state and everything it can do to it. */
export type Readiness = {
    readonly snapshot: Snapshot | undefined;
    readonly judgement: Judgement | undefined;
    readonly activity: Activity;
    /** Why the last look failed; what was seen before stays. */
    readonly problem: ServerProblemCode | undefined;
    /** Plan, run and history, as the agent tells them. */
    readonly move: Move;
    /** The last question to the agent, and how it ended. */
    readonly asked: Asked | undefined;
    /** What the agent is being asked now. */
    readonly asking: RequestKind | undefined;
    /** Asks the agent; `undefined` where the page is busy or may not ask, or the server gave no answer. */
    readonly ask: (question: Question) => Promise<AskOutcome | undefined>;
    /** What the agent has said up to this very moment; a render may be behind it. */
    readonly heard: () => readonly BelievedReply[];
    readonly checkAgain: () => Promise<void>;
    readonly reload: () => Promise<void>;
    /** These throw ServerProblem; nothing is changed then. */
    readonly accept: (risk: AcceptedRisk) => Promise<void>;
    readonly withdraw: (risk: AcceptedRisk) => Promise<void>;
    readonly vouch: (backup: Backup) => Promise<void>;
    readonly changeSettings: (change: (now: PluginSettings) => Partial<PluginSettings>) => Promise<void>;
};

const NOTHING: readonly BelievedReply[] = [];

/** Looks at server and agent, and again when it should. */
export function useReadiness(server: Server, now: () => Date, rhythm: Rhythm): Readiness {
    const [snapshot, setSnapshot] = useState<Snapshot>();
    const [activity, setActivity] = useState<Activity>('loading');
    const [problem, setProblem] = useState<ServerProblemCode>();
    const [asked, setAsked] = useState<Asked>();
    const [asking, setAsking] = useState<RequestKind>();
    const stop = useRef<AbortController>(undefined);
    const busy = useRef(false);

    const seen = useRef(snapshot);
    useEffect(() => {
        seen.current = snapshot;
    }, [snapshot]);

    const look = useCallback(async () => {
        try {
            setSnapshot(await fetchSnapshot(server, now));
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
    const heardNow = useRef(NOTHING);
    const heard = useCallback(() => heardNow.current, []);
    const lookAtAgent = useCallback(
        async (current: Connection, before: AgentView | undefined) => {
            const agent = await fetchAgentView(server, current, now, before);
            heardNow.current = agent.problem === undefined ? agent.believed : heardNow.current;
            setSnapshot((was) =>
                was?.settings.connection === current ? {...was, agent: keepSeen(was.agent, agent)} : was,
            );
            return agent;
        },
        [server, now],
    );
    const ask = useCallback(
        async (question: Question) => {
            let outcome: AskOutcome | undefined;
            if (!canAsk) {
                return undefined;
            }
            await occupy('asking', async () => {
                setAsked(undefined);
                setAsking(question.kind);
                try {
                    let agent = seen.current?.agent;
                    outcome = await askAgent({
                        server,
                        connection,
                        question,
                        rhythm,
                        requestId: makeRequestId(),
                        stop: stop.current?.signal ?? AbortSignal.abort(),
                        look: async () => {
                            const found = await lookAtAgent(connection, agent);
                            agent = found.problem === undefined ? found : agent;
                            return found;
                        },
                    });
                    setAsked({kind: question.kind, outcome});
                } catch (error) {
                    setProblem(readProblem(error).code);
                } finally {
                    setAsking(undefined);
                }
            });
            return outcome;
        },
        [occupy, canAsk, connection, server, rhythm, lookAtAgent],
    );
    const checkAgain = useCallback(async () => {
        if (canAsk && (await ask({kind: 'check'})) === undefined) {
            return;
        }
        await reload();
    }, [ask, canAsk, reload]);

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

    const believed = snapshot?.agent?.believed ?? NOTHING;
    const move = useMemo(() => readMove(believed), [believed]);

    const watch = useCallback(async () => {
        if (busy.current || document.visibilityState === 'hidden') {
            return;
        }
        if (problem || !snapshot) {
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
    }, [connection, lookAtAgent, problem, reload, server, snapshot]);
    const everyMs =
        connection === undefined || connection.channelId === ''
            ? rhythm.connectionMs
            : connection.publicKey === ''
              ? rhythm.firstWordMs
              : move.isRunning
                ? rhythm.runMs
                : rhythm.presenceMs;
    useInterval(watch, everyMs);

    // What a run has changed is looked at when it has ended.
    const ran = useRef(false);
    useEffect(() => {
        if (ran.current && !move.isRunning) {
            void checkAgain();
        }
        ran.current = move.isRunning;
    }, [checkAgain, move.isRunning]);

    const judgement = useMemo(() => snapshot && judge(snapshot, move), [snapshot, move]);
    return {
        snapshot,
        judgement,
        move,
        activity,
        problem,
        asked,
        asking,
        ask,
        heard,
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
