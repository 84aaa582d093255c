import React from 'react';
import {CHECKS} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';

/** Where the rule behind a check is written down. */
export function SourceList({check}: {readonly check: string}) {
    const {say} = useWords();
    const sources = CHECKS.find(({code}) => code === check)?.sources ?? [];
    return sources.length === 0 ? null : (
        <p className="fr-sources">
            <span className="fr-result__label">{say('check.sources')}</span>{' '}
            {sources.map(({title, url}, index) => (
                <React.Fragment key={url}>
                    {index > 0 && ' · '}
                    <a href={url} target="_blank" rel="noopener noreferrer">
                        {title}
                    </a>
                </React.Fragment>
            ))}
        </p>
    );
}
