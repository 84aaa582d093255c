import React from 'react';
import {makeVisible} from '@fips-readiness/core';

/** One line as it is and as it will be; marks and words say which is which, not the colours. */
export function Diff({
    place,
    before,
    after,
}: {
    readonly place: string;
    readonly before: string;
    readonly after: string;
}) {
    return (
        <div className="fr-diff">
            <p className="fr-muted">{place}</p>
            <pre>
                <del>{`-\u00a0${makeVisible(before)}`}</del>
                <ins>{`+\u00a0${makeVisible(after)}`}</ins>
            </pre>
        </div>
    );
}
