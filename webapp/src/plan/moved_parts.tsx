import React from 'react';
import type {PlanPart} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';

/** What has moved since a plan was made; nothing where that is not told. */
export function MovedParts({moved}: {readonly moved: readonly PlanPart[]}) {
    const {say, speak} = useWords();
    const parts = [...new Set(moved.map((part) => speak(`plan.moved.${part}`)))].join(', ');
    return parts === '' ? null : <>{say('plan.moved', {parts})}</>;
}
