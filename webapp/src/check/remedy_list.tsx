import React from 'react';
import type {DescribedRemedy} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {useSitePath} from '../state/site.ts';
import {CommandBlock} from '../widgets/command_block.tsx';
import {More} from '../widgets/more.tsx';

/** What to do: words, a console page, lines to copy. All of it is rendered by core from codes and typed data. */
export function RemedyList({remedies}: {readonly remedies: readonly DescribedRemedy[]}) {
    const {say} = useWords();
    const sitePath = useSitePath();
    return (
        <ul className="fr-remedies">
            {remedies.map(({code, text, commands, consolePath}) => (
                <li key={code}>
                    <p>{text}</p>
                    {consolePath !== undefined && (
                        <a className="fr-button fr-button--secondary" href={sitePath(consolePath)}>
                            {say('check.open_console')}
                        </a>
                    )}
                    {commands.length > 0 && consolePath === undefined && <CommandBlock lines={commands} label={text} />}
                    {commands.length > 0 && consolePath !== undefined && (
                        <More label={say('check.in_terminal')}>
                            <CommandBlock lines={commands} label={text} />
                        </More>
                    )}
                </li>
            ))}
        </ul>
    );
}
