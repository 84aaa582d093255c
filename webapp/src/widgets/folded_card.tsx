import React from 'react';
import type {ReactNode} from 'react';
import {Disclosure} from './disclosure.tsx';

type Props = {
    readonly open: boolean;
    readonly onToggle: () => void;
    readonly badge: ReactNode;
    readonly name: ReactNode;
    /** The one line that says what is inside, for whoever does not open it; undefined where that is in sight. */
    readonly news: ReactNode | undefined;
    /** Chips at the end of the line. */
    readonly counts?: ReactNode;
    readonly children: ReactNode;
};

/** A card of the page that is one line until it is opened. */
export function FoldedCard({open, onToggle, badge, name, news, counts, children}: Props) {
    return (
        <Disclosure
            level={3}
            className="fr-card fr-group"
            open={open}
            onToggle={onToggle}
            head={
                <>
                    {badge}
                    <span className="fr-group__words">
                        <span className="fr-group__name">{name}</span>
                        {news !== undefined && <span className="fr-group__news">{news}</span>}
                    </span>
                    {counts}
                </>
            }
        >
            {children}
        </Disclosure>
    );
}
