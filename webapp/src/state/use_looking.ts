import {useCallback, useEffect, useRef, useState} from 'react';
import type {BelievedReply} from '@fips-readiness/core';
import {readProblem} from '../client/server_problem.ts';
import type {ServerProblemCode} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import {fetchAgentView} from './agent_view.ts';
import type {AgentView} from './agent_view.ts';
import type {Connection} from './plugin_settings.ts';
import {fetchSnapshot} from './snapshot.ts';
import type {Snapshot} from './snapshot.ts';

const NOTHING: readonly BelievedReply[] = [];

/** What was seen, and how to look again. */
export type Looking = {
    readonly snapshot: Snapshot | undefined;
    readonly changeSnapshot: (change: (before: Snapshot) => Snapshot) => void;
    /** Why the last look failed; what was seen before stays. */
    readonly problem: ServerProblemCode | undefined;
    readonly setProblem: (problem: ServerProblemCode | undefined) => void;
    /** Looks at everything. */
    readonly look: () => Promise<void>;
    /** Looks at the queue and the agent's presence only. */
    readonly lookAtAgent: (connection: Connection, before: AgentView | undefined) => Promise<AgentView>;
    /** What the agent has said up to this very moment; a render may be behind it. */
    readonly heard: () => readonly BelievedReply[];
    /** The agent as it was seen last, up to this very moment. */
    readonly seenAgent: () => AgentView | undefined;
};

export function useLooking(server: Server, now: () => Date): Looking {
    const [snapshot, setSnapshot] = useState<Snapshot>();
    const [problem, setProblem] = useState<ServerProblemCode>();
    const seen = useRef(snapshot);
    useEffect(() => {
        seen.current = snapshot;
    }, [snapshot]);
    const heardNow = useRef(NOTHING);
    const heard = useCallback(() => heardNow.current, []);
    const seenAgent = useCallback(() => seen.current?.agent, []);
    const look = useCallback(async () => {
        try {
            setSnapshot(await fetchSnapshot(server, now));
            setProblem(undefined);
        } catch (error) {
            setProblem(readProblem(error).code);
        }
    }, [server, now]);
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
    const changeSnapshot = useCallback(
        (change: (before: Snapshot) => Snapshot) => setSnapshot((before) => before && change(before)),
        [],
    );
    return {snapshot, changeSnapshot, problem, setProblem, look, lookAtAgent, heard, seenAgent};
}

/** A look that failed takes nothing away of what was seen before. */
function keepSeen(before: AgentView | undefined, seen: AgentView): AgentView {
    return seen.problem && before ? {...before, presence: 'not_known', problem: seen.problem} : seen;
}
