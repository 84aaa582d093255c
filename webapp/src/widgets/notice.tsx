import React from 'react';
import type {ReactNode} from 'react';
import {Icon} from './icon.tsx';
import type {Tone} from './chip.tsx';

/** A sentence the reader should not miss, with what can be done about it. */
export function Notice({
    tone,
    children,
    urgent = false,
}: {
    readonly tone: Tone;
    readonly children: ReactNode;
    readonly urgent?: boolean;
}) {
    return (
        <div className={`fr-notice fr-tone--${tone}`} role={urgent ? 'alert' : undefined}>
            <Icon name={tone === 'pass' ? 'check' : tone === 'unknown' ? 'question' : 'alert'} />
            <div className="fr-notice__text">{children}</div>
        </div>
    );
}
