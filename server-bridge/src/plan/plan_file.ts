import {readFile} from 'node:fs/promises';
import {FipsError, parsePlan} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import {readErrorCode} from '../foreign_error.ts';
import {writeDurably} from '../state/durable_file.ts';

/** Writes a plan's exact text, mode 0600. Throws FipsError `plan_not_written`. */
export async function writePlanFile(file: string, text: string): Promise<void> {
    await writeDurably(file, `${text}\n`).catch(() => {
        throw new FipsError('plan_not_written', {file});
    });
}

/** Reads a plan that `fips-agent plan --out` wrote. Throws FipsError `plan_missing`, `plan_unreadable`. */
export async function readPlanFile(file: string): Promise<{readonly plan: Plan; readonly text: string}> {
    const found = await readFile(file, 'utf8').catch((error: unknown) => {
        const code = readErrorCode(error);
        throw new FipsError(code === 'ENOENT' || code === 'ENOTDIR' ? 'plan_missing' : 'plan_unreadable', {file});
    });
    const text = found.trim();
    const plan = parsePlan(text);
    if (!plan) {
        throw new FipsError('plan_unreadable', {file});
    }
    return {plan, text};
}
