import React, {createContext, useContext, useEffect, useState} from 'react';
import type {ReactNode} from 'react';

const TICK_MS = 15_000;

const Now = createContext(0);

/** The time now in milliseconds, moving on every few seconds: for "2 minutes ago". */
export function useNow(): number {
    return useContext(Now);
}

/** The one clock of the page. */
export function Clock({now, children}: {readonly now: () => Date; readonly children: ReactNode}) {
    const [nowMs, setNowMs] = useState(() => now().getTime());
    useEffect(() => {
        const timer = setInterval(() => setNowMs(now().getTime()), TICK_MS);
        return () => clearInterval(timer);
    }, [now]);
    return <Now.Provider value={nowMs}>{children}</Now.Provider>;
}
