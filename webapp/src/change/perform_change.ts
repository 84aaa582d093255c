import type {Server} from '../client/server.ts';
import {ServerProblem} from '../client/server_problem.ts';
import type {ChangedPlugin, PluginSettings} from '../state/plugin_settings.ts';
import {enablePlugin} from './enable_plugin.ts';
import {CHANGE_STEPS} from './plugin_change.ts';
import type {ChangeStep, PluginChange} from './plugin_change.ts';

/** A step that failed; those before it are done, and doing them again changes nothing. */
export class ChangeFailure extends Error {
    readonly step: ChangeStep;
    readonly problem: unknown;

    constructor(step: ChangeStep, problem: unknown) {
        super(step);
        this.step = step;
        this.problem = problem;
    }
}

/** Carries a change out, one step after the other. A plugin that is gone already counts as removed. Throws ChangeFailure. */
export async function performChange(input: {
    readonly server: Server;
    readonly change: PluginChange;
    /** Who does it, and when (ISO 8601). */
    readonly by: string;
    readonly at: string;
    readonly onStep: (step: ChangeStep) => void;
    readonly save: (change: (now: PluginSettings) => Partial<PluginSettings>) => Promise<void>;
}): Promise<void> {
    const {server, change, by, at, save} = input;
    const {kind, id, name, version} = change;
    const others = ({changed}: PluginSettings) => changed.filter((one) => one.id !== id);
    const note: ChangedPlugin = {id, name, version, by, at, change: kind === 'keep' ? 'kept' : 'removed'};
    const work: Readonly<Record<ChangeStep, () => Promise<unknown>>> = {
        install: () => server.installPlugin({id, version}),
        remove: () => server.removePlugin(id),
        enable: () => enablePlugin(server, id),
        remember: () => save((now) => ({changed: [...others(now), note]})),
        forget: () => save((now) => ({changed: others(now)})),
    };
    for (const step of CHANGE_STEPS[kind]) {
        input.onStep(step);
        try {
            await work[step]();
        } catch (error) {
            if (!(step === 'remove' && error instanceof ServerProblem && error.code === 'not_found')) {
                throw new ChangeFailure(step, error);
            }
        }
    }
}
