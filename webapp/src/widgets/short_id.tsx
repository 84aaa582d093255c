import React from 'react';
import {makeVisible} from '@fips-readiness/core';

/** `7f3a01…c19e`: enough of a long id to compare by eye; all of it on hover and for copying from the title. */
export function ShortId({id}: {readonly id: string}) {
    const digits = makeVisible(id.replace(/^sha256:/, ''));
    return (
        <code className="fr-short-id" title={makeVisible(id)}>
            {digits.length > 16 ? `${digits.slice(0, 8)}…${digits.slice(-4)}` : digits}
        </code>
    );
}
