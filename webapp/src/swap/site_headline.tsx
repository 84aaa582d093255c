import React from 'react';
import {describeSite} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import type {RunView} from '../state/run_view.ts';

/** The state of the site that a run has left, in one sentence. */
export function SiteHeadline({run}: {readonly run: RunView}) {
    return <>{describeSite(run.events, useWords())}</>;
}
