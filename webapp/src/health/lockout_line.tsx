import React from 'react';
import * as z from 'zod/mini';
import {isObserved} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import type {HealthWord} from '../i18n/health_words.ts';
import {useWords} from '../i18n/use_words.ts';

const HOUR_MS = 3_600_000;

/** On such a server a session in use does not end by its age (config.go, ExtendSessionLengthWithActivity). */
const Extended = z.object({ServiceSettings: z.object({ExtendSessionLengthWithActivity: z.literal(true)})});

type Props = {
    readonly facts: Facts;
    readonly config: unknown;
    /** When the run that moved this site ended (ISO 8601); undefined after a move by hand. */
    readonly movedAt: string | undefined;
    readonly nowMs: number;
};

/** Until when users with a short password of this site find out. Nothing where nobody has one, or that is not known. */
export function LockoutLine({facts: {local_accounts: accounts}, config, movedAt, nowMs}: Props) {
    const {say, at} = useWords<HealthWord>();
    if (!isObserved(accounts) || accounts.value.users === 0) {
        return null;
    }
    const {users, sessionHours} = accounts.value;
    const untilMs = Date.parse(movedAt ?? '') + sessionHours * HOUR_MS;
    const isExtended = Extended.safeParse(config).success;
    const sentence = Number.isNaN(untilMs)
        ? say('health.lockout.days', {users, days: Math.max(1, Math.ceil(sessionHours / 24))})
        : say(untilMs > nowMs || isExtended ? 'health.lockout.until' : 'health.lockout.over', {users, at: at(untilMs)});
    return (
        <p>
            {sentence} {isExtended && say('health.lockout.extended')}
        </p>
    );
}
