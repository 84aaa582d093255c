import React, {createContext, useCallback, useContext, useState} from 'react';
import type {ReactNode} from 'react';

const Announce = createContext<(text: string) => void>(() => undefined);

/** Says a sentence to screen readers without moving the focus. */
export function useAnnounce(): (text: string) => void {
    return useContext(Announce);
}

/** Holds the one polite live region of the page. */
export function Announcer({children}: {readonly children: ReactNode}) {
    const [said, setSaid] = useState({text: '', turn: 0});
    const announce = useCallback((text: string) => setSaid(({turn}) => ({text, turn: turn + 1})), []);
    return (
        <Announce.Provider value={announce}>
            {children}
            <div role="status" className="fr-hidden">
                {/* A new element for each turn: the same sentence said twice is heard twice. */}
                <span key={said.turn}>{said.text}</span>
            </div>
        </Announce.Provider>
    );
}
