import {join} from 'node:path';
import * as z from 'zod/mini';
import {writeDurably} from '../../../state/durable_file.ts';
import {readStateFile} from '../../../state/read_state_file.ts';

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
export function readStagedPassword(folder: string): Promise<StagedPassword | undefined> {
    return readStateFile(join(folder, FILE), StagedPassword);
}
