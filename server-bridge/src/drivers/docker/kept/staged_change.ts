import {join} from 'node:path';
import * as z from 'zod/mini';
import {writeDurably} from '../../../state/durable_file.ts';
import {readStateFile} from '../../../state/read_state_file.ts';

const FILE = 'staged.json';

const StagedChange = z.object({
    format: z.literal(1),
    files: z.array(z.object({path: z.string(), before: z.string(), after: z.string()})),
    restartPolicy: z.string(),
    /** Plugins whose stored bundle is in the rescue kit, with its size. */
    bundles: z.optional(z.array(z.object({id: z.string(), sizeBytes: z.number()}))),
    password: z.nullable(z.object({old: z.string(), next: z.string(), container: z.string()})),
});

/**
 * The texts of a change, written before anything is done: old and new files, when the engine starts the container again by
 * itself (as `docker run --restart` takes it), and the passwords of a rotation. Mode 0600; it holds secrets and is what a
 * crash between any two steps is finished or taken back from.
 */
export type StagedChange = z.infer<typeof StagedChange>;

export async function writeStagedChange(folder: string, staged: StagedChange): Promise<void> {
    await writeDurably(join(folder, FILE), JSON.stringify(staged));
}

/** Undefined where nothing is staged yet. Throws FipsError `state_damaged` for a file that is not ours. */
export function readStagedChange(folder: string): Promise<StagedChange | undefined> {
    return readStateFile(join(folder, FILE), StagedChange);
}
