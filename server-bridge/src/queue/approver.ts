import type {Approval, QueueUser, Refusal} from '@fips-readiness/core';
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

/**
 * May everybody who approved still do so, as their accounts are right now? Asked whenever a run is about to start: an approver may
 * have been demoted or deactivated since. Throws what `fetchAdmin` throws.
 */
export async function judgeApprovals(
    approvals: readonly Approval[],
    settings: Pick<Settings, 'APPROVERS' | 'APPROVAL'>,
    fetchAdmin: (id: string) => Promise<QueueUser | undefined>,
    nowMs: number,
): Promise<Refusal | undefined> {
    for (const {by} of approvals) {
        const author = by.kind === 'admin' ? await fetchAdmin(by.userId) : undefined;
        const refusal = author ? judgeApprover(author, settings, nowMs) : 'not_a_system_admin';
        if (refusal) {
            return refusal;
        }
    }
    return undefined;
}
