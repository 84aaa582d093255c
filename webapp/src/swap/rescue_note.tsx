import React from 'react';
import {makeVisible, printRescueLine} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {CommandBlock} from '../widgets/command_block.tsx';
import './rescue_note.css';

type Props = {readonly kit: string; readonly host: string; readonly kind: string | undefined};

/** The rescue kit's place, and the one line that takes the run back without agent and Mattermost. */
export function RescueNote({kit, host, kind}: Props) {
    const {say} = useWords();
    const text =
        kind === 'kubernetes'
            ? say('swap.kit.text_cluster')
            : host === ''
              ? say('swap.kit.text_unknown')
              : say('swap.kit.text', {host: makeVisible(host)});
    return (
        <div className="fr-rescue">
            <h4 className="fr-result__label">{say('swap.kit.title')}</h4>
            <p>
                {text} {say('swap.kit.nothing')}
            </p>
            <CommandBlock lines={[makeVisible(printRescueLine(kit))]} label={say('swap.kit.label')} />
            <p className="fr-muted">
                {say('swap.kit.folder')} <code>{makeVisible(kit)}</code>
            </p>
        </div>
    );
}
