import type {QueueUser, Refusal} from '@fips-readiness/core';
import type {Settings} from '../settings/settings.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const YOUNGEST_MS = 7 * DAY_MS;

/**
 * May this account approve (security.md rule 8)? Where the agent's file names approvers, or asks for two, the account has to be
 * one of them, not younger than 7 days and not changed within the last 24 hours. A time the server does not tell counts as now.
 */
export function judgeApprover(
    author: QueueUser,
    {APPROVERS: approvers, APPROVAL: approval}: Pick<Settings, 'APPROVERS' | 'APPROVAL'>,
    serverNowMs: number,
): Refusal | undefined {
    if (approvers.length === 0 && approval !== 'two') {
        return undefined;
    }
    if (!approvers.includes(author.id)) {
        return 'not_an_approver';
    }
    const young = serverNowMs - (author.create_at ?? serverNowMs) < YOUNGEST_MS;
    const changed = serverNowMs - (author.update_at ?? serverNowMs) < DAY_MS;
    return young || changed ? 'account_too_new' : undefined;
}
