import {
    makeComposeCli,
    makeComposeDriver,
    makeContainerDriver,
    makeDockerEngine,
    readSettings,
} from '@fips-readiness/server-bridge';
import type {Driver} from '@fips-readiness/server-bridge';
import type {DriverSubject} from './driver_contract.ts';
import {limitEngine} from './limited_engine.ts';

/** One of the two Docker drivers, over whatever engine answers. `folder` is where its state and rescue kits are. */
export async function makeDockerSubject(input: {
    readonly kind: 'compose' | 'docker';
    readonly dockerHost: string;
    readonly composeBinary: string;
    readonly folder: string;
    readonly takeInventory: () => Promise<unknown>;
    readonly close: () => Promise<void>;
}): Promise<DriverSubject> {
    const {kind, dockerHost, composeBinary, folder, takeInventory, close} = input;
    const {settings} = await readSettings({
        file: undefined,
        env: {
            MODE: 'swap',
            STATE_DIR: `${folder}/state`,
            RESCUE_DIR: `${folder}/rescue`,
            BACKUP: 'none',
            BACKUP_NONE_BECAUSE: 'a contract has nothing to lose',
            FRONT_DOOR_SECONDS: '1',
        },
        options: {},
    });
    const engine = makeDockerEngine(dockerHost, {}, 60_000);
    const makeDriver = (calls?: number): Driver => {
        const host = {
            engine: limitEngine(engine, calls),
            openCompose: () => Promise.resolve(makeComposeCli(composeBinary, dockerHost)),
            settings,
            env: {},
        };
        return kind === 'compose' ? makeComposeDriver(host) : makeContainerDriver(host);
    };
    return {settings, makeDriver, takeInventory, close};
}
