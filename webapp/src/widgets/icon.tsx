import React from 'react';

const PATHS = {
    alert: 'M11 6h2v8h-2V6zm0 10h2v2h-2v-2z',
    check: 'M9.2 16.6 4.8 12.2l-1.5 1.5 5.9 5.9L21 7.8l-1.5-1.5z',
    question:
        'M12 5.5A4 4 0 0 0 8 9.4h2.1c0-1 .8-1.9 1.9-1.9s1.9.8 1.9 1.8c0 .8-.5 1.3-1.2 1.9-.9.7-1.8 1.5-1.8 3.1h2.1c0-.8.5-1.2 1.1-1.7.9-.7 1.9-1.6 1.9-3.3a4 4 0 0 0-4-3.8zM10.9 16h2.2v2.2h-2.2V16z',
    shield: 'M12 2 4 5.2v5.9c0 4.9 3.4 9.5 8 10.9 4.6-1.4 8-6 8-10.9V5.2L12 2zm-1.2 14.4-3.6-3.6 1.4-1.4 2.2 2.2 5-5 1.4 1.4-6.4 6.4z',
    chevron: 'm7 9.5 5 5 5-5',
    plug: 'M16 7V3h-2v4h-4V3H8v4H6v5a5 5 0 0 0 5 5v4h2v-4a5 5 0 0 0 5-5V7h-2z',
    turn: 'M12 4V1L7.5 5.5 12 10V6.5a5.5 5.5 0 1 1-5.3 7H4.2A8 8 0 1 0 12 4z',
    clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-1 4h2v4.6l3.2 1.9-1 1.7-4.2-2.6V7z',
    book: 'M5 3h12a2 2 0 0 1 2 2v16H7a2 2 0 0 1-2-2V3zm2 14h10V5H7v12z',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words that say the same: hidden from screen readers. */
export function Icon({name}: {readonly name: IconName}) {
    const line = name === 'chevron';
    return (
        <svg className="fr-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path
                d={PATHS[name]}
                fill={line ? 'none' : 'currentColor'}
                stroke={line ? 'currentColor' : 'none'}
                strokeWidth={line ? 2 : undefined}
            />
        </svg>
    );
}
