import React from 'react';
import {Icon} from './icon.tsx';
import type {IconName} from './icon.tsx';
import type {Tone} from './chip.tsx';

const ICONS: Readonly<Record<Tone, IconName>> = {
    fail: 'alert',
    warn: 'alert',
    unknown: 'question',
    pass: 'check',
    accepted: 'check',
    cured: 'turn',
    info: 'plug',
};

/** The round mark at the left of a card. */
export function Badge({
    tone,
    icon,
    large = false,
}: {
    readonly tone: Tone;
    readonly icon?: IconName;
    readonly large?: boolean;
}) {
    return (
        <span className={`fr-badge fr-tone--${tone}${large ? ' fr-badge--large' : ''}`}>
            <Icon name={icon ?? ICONS[tone]} />
        </span>
    );
}
