import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {FipsError, parseJson, VERIFY_LAYERS} from '@fips-readiness/core';
import type {LayerResult, VerifyLayer} from '@fips-readiness/core';
import {writeDurably} from '../state/durable_file.ts';

const FILE = 'layers-before.json';

const Layers = z.array(
    z.object({
        layer: z.enum(Object.keys(VERIFY_LAYERS) as [VerifyLayer, ...VerifyLayer[]]),
        state: z.enum(['ok', 'failed', 'skipped']),
        reason: z.string(),
        names: z.array(z.string()),
    }),
);

/** Keeps how the layers looked before a run changed anything. */
export async function writeLayersBefore(folder: string, layers: readonly LayerResult[]): Promise<void> {
    await writeDurably(join(folder, FILE), JSON.stringify(layers));
}

/** Undefined where a run has not looked yet. Throws FipsError `state_damaged` for a file that is not ours. */
export async function readLayersBefore(folder: string): Promise<readonly LayerResult[] | undefined> {
    const path = join(folder, FILE);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) {
        return undefined;
    }
    const read = Layers.safeParse(parseJson(text));
    if (!read.success) {
        throw new FipsError('state_damaged', {file: path});
    }
    return read.data;
}
