import {performSteps} from '../client/perform_steps.ts';
import type {StepFailure} from '../client/perform_steps.ts';
import type {Server} from '../client/server.ts';
import type {ChangedPlugin, PluginSettings} from '../state/plugin_settings.ts';
import {enablePlugin} from './enable_plugin.ts';
import {CHANGE_STEPS} from './plugin_change.ts';
import type {ChangeStep, PluginChange} from './plugin_change.ts';

/** Carries a change out. Returns the step that failed. */
export function performChange(input: {
    readonly server: Server;
    readonly change: PluginChange;
    /** Who does it, and when (ISO 8601). */
    readonly by: string;
    readonly at: string;
    readonly onStep: (step: ChangeStep) => void;
    readonly save: (change: (now: PluginSettings) => Partial<PluginSettings>) => Promise<void>;
}): Promise<StepFailure<ChangeStep> | undefined> {
    const {server, change, by, at, onStep, save} = input;
    const {kind, id, name, version} = change;
    const others = ({changed}: PluginSettings) => changed.filter((one) => one.id !== id);
    const note: ChangedPlugin = {id, name, version, by, at, change: kind === 'keep' ? 'kept' : 'removed'};
    return performSteps<ChangeStep>({
        steps: CHANGE_STEPS[kind],
        work: {
            install: () => server.installPlugin({id, version}),
            remove: () => server.removePlugin(id),
            enable: () => enablePlugin(server, id),
            remember: () => save((now) => ({changed: [...others(now), note]})),
            forget: () => save((now) => ({changed: others(now)})),
        },
        onStep,
        removals: ['remove'],
    });
}
