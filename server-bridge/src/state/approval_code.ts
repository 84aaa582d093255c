import {randomInt, timingSafeEqual} from 'node:crypto';
import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import {writeDurably} from './durable_file.ts';

const FILE = 'approval-code.json';

const ApprovalCode = z.object({digest: z.string(), code: z.string().check(z.regex(/^\d{8}$/))});

/** What a code is for that takes a run back or gives up what it keeps: its plan's digest, and the run. */
export function nameRunCode(digest: string, runId: string): string {
    return `${digest} (run ${runId.slice(0, 8)})`;
}

/** Writes the code that approves the plan of this digest (or acts on a run, see `nameRunCode`), for `fips-agent code` to print on the host. Mode 0600. */
export async function writeApprovalCode(stateDirectory: string, digest: string): Promise<void> {
    const code = String(randomInt(100_000_000)).padStart(8, '0');
    await writeDurably(join(stateDirectory, FILE), JSON.stringify({digest, code}));
}

/** The same, unless such a code waits already: the page may ask for the run again while somebody types it. */
export async function offerApprovalCode(stateDirectory: string, digest: string): Promise<void> {
    if ((await readApprovalCode(stateDirectory))?.digest !== digest) {
        await writeApprovalCode(stateDirectory, digest);
    }
}

/** The code that waits to be typed into the page; undefined where none does. */
export async function readApprovalCode(
    stateDirectory: string,
): Promise<{readonly digest: string; readonly code: string} | undefined> {
    const text = await readFile(join(stateDirectory, FILE), 'utf8').catch(() => '');
    return ApprovalCode.safeParse(parseJson(text)).data;
}

/** Is this the code of that plan? One try: right or wrong, the code is void afterwards. */
export async function takeApprovalCode(stateDirectory: string, digest: string, code: string): Promise<boolean> {
    const kept = await readApprovalCode(stateDirectory);
    await rm(join(stateDirectory, FILE), {force: true});
    return (
        kept !== undefined &&
        kept.digest === digest &&
        code.length === kept.code.length &&
        timingSafeEqual(Buffer.from(code), Buffer.from(kept.code))
    );
}
