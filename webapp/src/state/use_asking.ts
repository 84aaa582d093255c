import {useCallback, useEffect, useRef, useState} from 'react';
import type {RequestKind} from '@fips-readiness/core';
import {readProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import {askAgent, makeRequestId} from './ask_agent.ts';
import type {Asked, AskOutcome, AskRhythm, Question} from './ask_agent.ts';
import type {Connection} from './plugin_settings.ts';
import type {Looking} from './use_looking.ts';
import type {Occupation} from './use_occupation.ts';

/** Asking the agent. */
export type Asking = {
    /** The last question to the agent, and how it ended. */
    readonly asked: Asked | undefined;
    /** What the agent is being asked now. */
    readonly asking: RequestKind | undefined;
    /** Asks the agent; `undefined` where the page is busy or may not ask, or the server gave no answer. */
    readonly ask: (question: Question) => Promise<AskOutcome | undefined>;
};

/** `connection` is undefined for whoever may not ask. */
export function useAsking(input: {
    readonly server: Server;
    readonly connection: Connection | undefined;
    readonly rhythm: AskRhythm;
    readonly occupation: Occupation;
    readonly looking: Looking;
    readonly now: () => Date;
}): Asking {
    const {server, connection, rhythm, now} = input;
    const {occupy} = input.occupation;
    const {lookAtAgent, seenAgent, setProblem} = input.looking;
    const [asked, setAsked] = useState<Asked>();
    const [asking, setAsking] = useState<RequestKind>();
    const stop = useRef<AbortController>(undefined);
    useEffect(() => {
        // Under StrictMode the page is mounted twice: the second mount gets a signal of its own.
        const mounted = new AbortController();
        stop.current = mounted;
        return () => mounted.abort();
    }, []);
    const ask = useCallback(
        async (question: Question) => {
            let outcome: AskOutcome | undefined;
            if (!connection) {
                return undefined;
            }
            await occupy('asking', async () => {
                setAsked(undefined);
                setAsking(question.kind);
                const askedAtMs = now().getTime();
                try {
                    let agent = seenAgent();
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
                    setAsked({kind: question.kind, askedAtMs, outcome});
                } catch (error) {
                    setProblem(readProblem(error).code);
                } finally {
                    setAsking(undefined);
                }
            });
            return outcome;
        },
        [occupy, connection, server, rhythm, now, lookAtAgent, seenAgent, setProblem],
    );
    return {asked, asking, ask};
}
