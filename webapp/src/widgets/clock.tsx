import React, {createContext, useContext, useEffect, useState} from 'react';
import type {ReactNode} from 'react';

const SECOND_MS = 1_000;

const Now = createContext({nowMs: 0, now: () => new Date(0)});

/** The time now in milliseconds, moving on every few seconds: for "2 minutes ago". */
export function useNow(): number {
    return useContext(Now).nowMs;
}

/** The time now in milliseconds, moving on every second while `isTicking`: for what is counted. */
export function useSeconds(isTicking: boolean): number {
    const {now, nowMs} = useContext(Now);
    const [second, setSecond] = useState(nowMs);
    useEffect(() => {
        if (!isTicking) {
            return undefined;
        }
        const timer = setInterval(() => setSecond(now().getTime()), SECOND_MS);
        return () => clearInterval(timer);
    }, [now, isTicking]);
    return Math.max(second, nowMs);
}

/** Milliseconds since this part of the page came, moving on every second. */
export function useElapsed(): number {
    const {now} = useContext(Now);
    const [sinceMs] = useState(() => now().getTime());
    const [elapsedMs, setElapsedMs] = useState(0);
    useEffect(() => {
        const timer = setInterval(() => setElapsedMs(now().getTime() - sinceMs), SECOND_MS);
        return () => clearInterval(timer);
    }, [now, sinceMs]);
    return elapsedMs;
}

/** The one clock of the page: it moves on every `everyMs`. */
export function Clock({
    now,
    everyMs,
    children,
}: {
    readonly now: () => Date;
    readonly everyMs: number;
    readonly children: ReactNode;
}) {
    const [nowMs, setNowMs] = useState(() => now().getTime());
    useEffect(() => {
        const timer = setInterval(() => setNowMs(now().getTime()), everyMs);
        return () => clearInterval(timer);
    }, [now, everyMs]);
    return <Now.Provider value={{nowMs, now}}>{children}</Now.Provider>;
}
