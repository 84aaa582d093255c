import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {Approval, parseJson, StartWindow} from '@fips-readiness/core';
import {writeDurably} from './durable_file.ts';

const FILE = 'scheduled-approval.json';

/** An approved plan that waits for its window. One at a time; it outlives the agent's process. */
const ScheduledApproval = z.object({
    planId: z.string(),
    planText: z.string(),
    approvals: z.array(Approval).check(z.minLength(1)),
    window: StartWindow,
    changeReference: z.string(),
});
export type ScheduledApproval = z.infer<typeof ScheduledApproval>;

/** Keeps it, mode 0600. */
export async function writeScheduledApproval(stateDirectory: string, approval: ScheduledApproval): Promise<void> {
    await writeDurably(join(stateDirectory, FILE), JSON.stringify(approval));
}

/** The one that waits; undefined where none does. */
export async function readScheduledApproval(stateDirectory: string): Promise<ScheduledApproval | undefined> {
    const text = await readFile(join(stateDirectory, FILE), 'utf8').catch(() => '');
    return ScheduledApproval.safeParse(parseJson(text)).data;
}

/** It waits no longer: begun, withdrawn, or refused. */
export async function removeScheduledApproval(stateDirectory: string): Promise<void> {
    await rm(join(stateDirectory, FILE), {force: true});
}
