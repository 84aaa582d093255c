import Docker from 'dockerode';

import {startEngine} from './engine.ts';
import type {Engine} from './engine.ts';
import {makeImages} from './images.ts';
import {startRegistry} from './registry.ts';
import type {Registry} from './registry.ts';
import {RIG_VARIABLE, parseRigRecord} from './rig_record.ts';

export type Rig = {
    readonly engine: Engine;
    readonly registry: Registry;
    /** Ends all of it, a shared rig excepted: that one belongs to `with_rig.ts`. Safe to call twice. */
    stop(): Promise<void>;
};

/** Images (cached), a registry that serves them, and an engine that pulls from it; nobody else's. */
export async function startOwnRig({name}: {readonly name: string}): Promise<Rig> {
    const registry = await startRegistry({storages: await makeImages()});
    try {
        const engine = await startEngine({name, registryMirror: registry.url});
        const stop = async (): Promise<void> => {
            try {
                await engine.stop();
            } finally {
                await registry.stop();
            }
        };
        return {engine, registry, stop};
    } catch (error) {
        await registry.stop();
        throw error;
    }
}

/** The rig that `with_rig.ts` started for this jest worker, or an own one where there is none. */
export async function startRig({name}: {readonly name: string}): Promise<Rig> {
    const shared = process.env[RIG_VARIABLE];
    if (shared === undefined) {
        return startOwnRig({name});
    }
    const {engine, registry} = parseRigRecord(shared, Number(process.env['JEST_WORKER_ID'] ?? '1'));
    const stop = async (): Promise<void> => undefined;
    const restart = (): Promise<void> =>
        Promise.reject(new Error('A shared engine is not restarted: start an own one.'));
    return {
        engine: {...engine, client: new Docker({socketPath: engine.socketPath}), restart, stop},
        registry: {...registry, stop},
        stop,
    };
}
