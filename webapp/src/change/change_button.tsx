import React from 'react';
import {makeVisible} from '@fips-readiness/core';
import type {ChangeWord} from '../i18n/change_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {Button} from '../widgets/button.tsx';
import type {PluginChange} from './plugin_change.ts';

type Props = {readonly change: PluginChange; readonly open: boolean; readonly onToggle: () => void};

/** Opens what would be changed about a plugin; nothing is changed by it. */
export function ChangeButton({change: {kind, name}, open, onToggle}: Props) {
    const {say} = useWords<ChangeWord>();
    const label = say(`change.button.${kind}`);
    return (
        <Button aria-expanded={open} aria-label={`${label} ${makeVisible(name)}`} onClick={onToggle}>
            {label}
        </Button>
    );
}
