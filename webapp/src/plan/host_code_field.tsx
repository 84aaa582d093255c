import React, {useState} from 'react';
import type {PlanReply} from '@fips-readiness/core';
import {useWords} from '../i18n/use_words.ts';
import {TextField} from '../widgets/text_field.tsx';

/** The code from the host's terminal, where the agent asks for one. */
export type HostCode = {
    readonly isNeeded: boolean;
    /** Not needed, or eight digits. */
    readonly isValid: boolean;
    /** What is sent: '' where it is not needed. */
    readonly code: string;
    readonly typed: string;
    readonly type: (text: string) => void;
};

export function useHostCode(approval: PlanReply['approval'] | undefined): HostCode {
    const [typed, type] = useState('');
    const isNeeded = approval === 'host';
    const code = isNeeded ? typed.trim() : '';
    return {isNeeded, isValid: !isNeeded || /^\d{8}$/.test(code), code, typed, type};
}

type Props = {
    readonly hostCode: HostCode;
    /** Somebody has tried to send it. */
    readonly tried: boolean;
    readonly onEnter: () => void;
};

/** Asks for the code; nothing where none is needed. */
export function HostCodeField({hostCode: {isNeeded, isValid, typed, type}, tried, onEnter}: Props) {
    const {say} = useWords();
    return isNeeded ? (
        <TextField
            label={say('plan.approve.code')}
            hint={say('plan.approve.code.hint')}
            error={tried && !isValid ? say('plan.approve.code.wrong') : undefined}
            value={typed}
            maxLength={8}
            onChange={type}
            onEnter={onEnter}
        />
    ) : null;
}
