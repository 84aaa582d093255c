import {useCallback, useEffect, useMemo, useRef, useState} from 'react';
import type {BelievedReply} from '@fips-readiness/core';
import type {ServerProblemCode} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import type {AskRhythm} from './ask_agent.ts';
import {judge} from './judgement.ts';
import type {Judgement} from './judgement.ts';
import {findEnd, readKnowledge} from './knowledge.ts';
import type {Knowledge} from './knowledge.ts';
import {readMove} from './move.ts';
import type {Move} from './move.ts';
import type {Snapshot} from './snapshot.ts';
import {useAsking} from './use_asking.ts';
import type {Asking} from './use_asking.ts';
import {useLooking} from './use_looking.ts';
import {useOccupation} from './use_occupation.ts';
import type {Activity} from './use_occupation.ts';
import {usePolling} from './use_polling.ts';
import type {PollRhythm} from './use_polling.ts';
import {useSaving} from './use_saving.ts';
import type {Saving} from './use_saving.ts';

/** `clockMs`: how often what is said of a time is told again. */
export type Rhythm = AskRhythm & PollRhythm & {readonly clockMs: number};

export const RHYTHM: Rhythm = {
    askMs: 2_000,
    asks: 75,
    connectionMs: 15_000,
    firstWordMs: 3_000,
    presenceMs: 30_000,
    runMs: 1_000,
    clockMs: 15_000,
};

/** The page's state and everything it can do to it. */
export type Readiness = Asking &
    Saving & {
        readonly snapshot: Snapshot | undefined;
        /** What of it is known as of now; undefined before the first look. */
        readonly knowledge: Knowledge | undefined;
        /** Undefined while nothing can be judged as of now. */
        readonly judgement: Judgement | undefined;
        readonly activity: Activity;
        /** Why the last look failed; what was seen before stays. */
        readonly problem: ServerProblemCode | undefined;
        /** Plan, run and history, as the agent tells them. */
        readonly move: Move;
        /** What the agent has said up to this very moment; a render may be behind it. */
        readonly heard: () => readonly BelievedReply[];
        readonly checkAgain: () => Promise<void>;
        readonly reload: () => Promise<void>;
    };

const NOTHING: readonly BelievedReply[] = [];

/** Looks at server and agent, and again when it should. */
export function useReadiness(server: Server, now: () => Date, rhythm: Rhythm): Readiness {
    const occupation = useOccupation();
    const {activity, occupy, isBusy} = occupation;
    const looking = useLooking(server, now);
    const {snapshot, problem, look, heard} = looking;
    const reload = useCallback(() => occupy('loading', look), [occupy, look]);
    useEffect(() => void reload(), [reload]);

    const connection = snapshot?.settings.connection;
    const canAsk = snapshot?.viewer.isSystemAdmin === true && connection !== undefined && connection.publicKey !== '';
    const asked = canAsk ? connection : undefined;
    const asking = useAsking({server, connection: asked, rhythm, occupation, looking, now});
    const {ask} = asking;
    const checkAgain = useCallback(async () => {
        if (canAsk && (await ask({kind: 'check'})) === undefined) {
            return;
        }
        await reload();
    }, [ask, canAsk, reload]);

    const believed = snapshot?.agent?.believed ?? NOTHING;
    const move = useMemo(() => readMove(believed), [believed]);
    const [confirmedEnd, setConfirmedEnd] = useState<string>();
    const knowledge = useMemo(
        () => snapshot && readKnowledge({snapshot, move, confirmedEnd}),
        [snapshot, move, confirmedEnd],
    );
    // What a run has changed is looked at when it has ended, once for each end.
    const end = knowledge?.code === 'confirming' ? findEnd(move.run)?.name : undefined;
    const lookedFor = useRef<string>(undefined);
    useEffect(() => {
        if (end !== undefined && lookedFor.current !== end && activity === 'idle' && !isBusy()) {
            lookedFor.current = end;
            void checkAgain().then(() => setConfirmedEnd(end));
        }
    }, [end, activity, isBusy, checkAgain]);
    usePolling({server, rhythm, occupation, looking, knowledge: knowledge?.code, reload});

    const saving = useSaving(server, looking);
    const judgement = useMemo(
        () => (snapshot && knowledge ? judge(snapshot, knowledge, move.plan?.plan) : undefined),
        [snapshot, knowledge, move],
    );
    return {
        ...asking,
        ...saving,
        snapshot,
        knowledge,
        judgement,
        move,
        activity,
        problem,
        heard,
        checkAgain,
        reload,
    };
}
