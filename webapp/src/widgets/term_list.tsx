import React from 'react';
import type {ReactNode} from 'react';

/** Names and what stands to them; an entry without a value is left out. */
export function TermList({terms}: {readonly terms: readonly (readonly [string, ReactNode])[]}) {
    return (
        <dl className="fr-terms">
            {terms
                .filter(([, value]) => value !== undefined && value !== '')
                .map(([name, value]) => (
                    <div key={name} className="fr-terms__term">
                        <dt>{name}</dt>
                        <dd>{value}</dd>
                    </div>
                ))}
        </dl>
    );
}
