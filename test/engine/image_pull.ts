import type {Engine} from './engine.ts';
import {readProgress} from './progress.ts';

/** Pulls one image; a missing tag or a refusal is an error with the engine's own words. */
export async function pullImage(engine: Engine, reference: string): Promise<void> {
    await readProgress(engine, await engine.client.pull(reference));
}
