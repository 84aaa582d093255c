import {pickSettings} from '../engine_stand_in/mattermost_programs.ts';
import type {Service, ServiceRun} from '../engine_stand_in/program.ts';
import {AppError} from '../mattermost/app_error.ts';
import {readFault} from '../mattermost/container/fault.ts';
import {refuseConfig} from '../mattermost/mmctl.ts';
import type {PluginManifest} from '../mattermost/plugin_manifest.ts';
import {restartWorld} from '../mattermost/restart.ts';
import type {Mattermost} from '../mattermost/server.ts';
import type {World} from '../mattermost/world.ts';
import type {StartFault} from './start_fault.ts';

/** Knobs somebody turns while the deployment runs. */
export type StartKnobs = {
    /** How containers of the FIPS image start; `none` again once one of them was stopped. */
    fipsFault: StartFault;
    /** How long a start takes, in milliseconds. */
    readonly startMs: number;
    /** Plugins the images bring, where they are not the usual ones. */
    prepackaged?: Readonly<Record<World['variant'], readonly PluginManifest[]>>;
};

/**
 * The server in the containers of an official image: while none runs, nothing answers; a started one is the same database and
 * file store under the image's variant, with the container's own variables.
 */
export function makeMattermostService(server: Mattermost, variant: World['variant'], knobs: StartKnobs): Service {
    let timer: NodeJS.Timeout | undefined;
    const later = (ms: number, act: () => void) => {
        timer = setTimeout(act, ms);
        timer.unref();
    };
    const bringUp = (fault: StartFault, {environment, print, becomeHealthy, exit}: ServiceRun) => {
        try {
            const world = restartWorld(
                {...server.world, environment: pickSettings(environment)},
                {variant},
                knobs.prepackaged && {prepackaged: knobs.prepackaged[variant]},
            );
            const {faults, health} = readFault({STAND_IN_FAULT: fault === 'none' ? '' : fault});
            Object.assign(world.faults, faults);
            Object.assign(world.health, health);
            server.serve(world);
            print(`Server is listening on :${server.port}`);
            becomeHealthy();
        } catch (error) {
            if (!(error instanceof AppError)) {
                throw error;
            }
            print(refuseConfig(error).stderr.trim());
            exit(1);
        }
    };
    return {
        start: (run) => {
            const fault = variant === 'fips' ? knobs.fipsFault : 'none';
            run.print('Server is initializing...');
            if (fault === 'exits') {
                later(knobs.startMs, () => {
                    run.print('panic: openssl: HMAC key too short');
                    run.exit(2);
                });
                return;
            }
            const {startsAfterMs} = readFault({STAND_IN_FAULT: fault === 'none' ? '' : fault});
            later(knobs.startMs + startsAfterMs, () => bringUp(fault, run));
        },
        stop: () => {
            clearTimeout(timer);
            if (variant === 'fips') {
                knobs.fipsFault = 'none';
            }
            server.world.faults.isDown = true;
            // Drops the websockets too.
            server.serve(server.world);
        },
    };
}
