import {join} from 'node:path';
import * as z from 'zod/mini';
import type {FileEdit} from '../edit/image_edit.ts';
import {writeDurably} from '../../../state/durable_file.ts';
import {requireStateFile} from '../../../state/read_state_file.ts';

const FILE = 'planned-edits.json';

const PlannedEdits = z.array(z.object({path: z.string(), before: z.string(), after: z.string()}));

/** Keeps the edits of an approved plan beside it (mode 0600, they hold secrets): a run that is cut off early needs them again. */
export async function writePlannedEdits(folder: string, edits: readonly FileEdit[]): Promise<void> {
    await writeDurably(join(folder, FILE), JSON.stringify(edits));
}

/** Throws FipsError `state_damaged` where they cannot be read. */
export function readPlannedEdits(folder: string): Promise<readonly FileEdit[]> {
    return requireStateFile(join(folder, FILE), PlannedEdits);
}
