import {join} from 'node:path';
import * as z from 'zod/mini';
import {VERIFY_LAYERS} from '@fips-readiness/core';
import type {LayerResult, VerifyLayer} from '@fips-readiness/core';
import {writeDurably} from '../state/durable_file.ts';
import {readStateFile} from '../state/read_state_file.ts';

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
export function readLayersBefore(folder: string): Promise<readonly LayerResult[] | undefined> {
    return readStateFile(join(folder, FILE), Layers);
}
