import React from 'react';
import {printFingerprint} from '@fips-readiness/core';

/** A key as people compare it: eight groups of four. */
export function Fingerprint({publicKey}: {readonly publicKey: string}) {
    return <code className="fr-fingerprint">{printFingerprint(publicKey) ?? ''}</code>;
}
