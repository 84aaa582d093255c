import React from 'react';
import {CHECKS} from '@fips-readiness/core';

/** Where the rule behind a check is written down. */
export function SourceList({check}: {readonly check: string}) {
    const sources = CHECKS.find(({code}) => code === check)?.sources ?? [];
    return sources.length === 0 ? null : (
        <p>
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
