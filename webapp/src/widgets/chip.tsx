import React from 'react';
import type {ReactNode} from 'react';

export type Tone = 'fail' | 'warn' | 'unknown' | 'pass' | 'accepted' | 'cured' | 'info';

/** A word on a tinted ground; the word alone carries the meaning. */
export function Chip({tone, children}: {readonly tone: Tone; readonly children: ReactNode}) {
    return <span className={`fr-chip fr-tone--${tone}`}>{children}</span>;
}
