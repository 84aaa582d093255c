import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {FipsError, parseJson} from '@fips-readiness/core';
import {writeDurably} from '../../../state/durable_file.ts';

const FILE = 'staged.json';

const StagedPassword = z.object({
    format: z.literal(1),
    password: z.object({old: z.string(), next: z.string()}),
    /** The server's connection string before the run. */
    dataSource: z.string(),
    secret: z.string(),
    /** Each key of the Secret that has the password: its whole value before and after, in base64. */
    values: z.array(z.object({key: z.string(), old: z.string(), next: z.string()})),
    /** The Service the database is reached by, where a pod of this cluster runs it. */
    service: z.nullable(z.object({namespace: z.string(), name: z.string()})),
});

/** Both passwords of a rotation, on disk before anything is done: what a crash between any two steps is finished or reverted from. Mode 0600. */
export type StagedPassword = z.infer<typeof StagedPassword>;

export async function writeStagedPassword(folder: string, staged: StagedPassword): Promise<void> {
    await writeDurably(join(folder, FILE), JSON.stringify(staged));
}

/** Undefined where nothing is staged. Throws FipsError `state_damaged` for a file that is not ours. */
export async function readStagedPassword(folder: string): Promise<StagedPassword | undefined> {
    const path = join(folder, FILE);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) {
        return undefined;
    }
    const read = StagedPassword.safeParse(parseJson(text));
    if (!read.success) {
        throw new FipsError('state_damaged', {file: path});
    }
    return read.data;
}
