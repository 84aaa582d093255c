import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {FipsError, parseJson} from '@fips-readiness/core';
import type {FileEdit} from '../edit/image_edit.ts';
import {writeDurably} from '../../../state/durable_file.ts';

const FILE = 'planned-edits.json';

const PlannedEdits = z.array(z.object({path: z.string(), before: z.string(), after: z.string()}));

/** Keeps the edits of an approved plan beside it (mode 0600, they hold secrets): a run that is cut off early needs them again. */
export async function writePlannedEdits(folder: string, edits: readonly FileEdit[]): Promise<void> {
    await writeDurably(join(folder, FILE), JSON.stringify(edits));
}

/** Throws FipsError `state_damaged` where they cannot be read. */
export async function readPlannedEdits(folder: string): Promise<readonly FileEdit[]> {
    const path = join(folder, FILE);
    const read = PlannedEdits.safeParse(parseJson(await readFile(path, 'utf8').catch(() => '')));
    if (!read.success) {
        throw new FipsError('state_damaged', {file: path});
    }
    return read.data;
}
