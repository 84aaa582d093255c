import {startEngine} from './engine.ts';
import type {Engine} from './engine.ts';
import {makeImages} from './images.ts';
import {startRegistry} from './registry.ts';
import type {Registry} from './registry.ts';

export type Rig = {
    readonly engine: Engine;
    readonly registry: Registry;
    /** Ends all of it. Safe to call twice. */
    stop(): Promise<void>;
};

/** Images (cached), a registry that serves them, and an engine that pulls from it. */
export async function startRig({name}: {readonly name: string}): Promise<Rig> {
    const registry = await startRegistry({storages: await makeImages()});
    try {
        const engine = await startEngine({name, registryMirror: registry.url});
        const stop = async (): Promise<void> => {
            await engine.stop();
            await registry.stop();
        };
        return {engine, registry, stop};
    } catch (error) {
        await registry.stop();
        throw error;
    }
}
