import React from 'react';
import type {ReactNode} from 'react';
import {useWords} from '../i18n/use_words.ts';
import {Chip} from '../widgets/chip.tsx';
import {More} from '../widgets/more.tsx';

/** What passed, in one line; opened: what each of it showed. */
export function PassedLine({line, children}: {readonly line: string; readonly children?: ReactNode}) {
    const {say} = useWords();
    return (
        <li>
            <Chip tone="pass">{say('verify.layer.ok')}</Chip>
            <span className="fr-layers__words">
                {line}
                {children !== undefined && (
                    <More label={say('verify.each')}>
                        <ul className="fr-prose__list">{children}</ul>
                    </More>
                )}
            </span>
        </li>
    );
}
