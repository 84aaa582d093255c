import type {ComponentType} from 'react';
import {ConsoleEntry} from './page/console_entry.tsx';
import {PLUGIN} from './plugin_manifest.ts';

/** What we use of the host's plugin registry (webapp/channels/src/plugins/registry.ts). */
export type Registry = {
    readonly registerAdminConsoleCustomSetting: (
        key: string,
        component: ComponentType,
        options: {readonly showTitle: boolean},
    ) => void;
};

declare global {
    interface Window {
        registerPlugin?: (id: string, plugin: {readonly initialize: (registry: Registry) => void}) => void;
        /** The console's base path, set by the host: '' or such as `/chat`. */
        readonly basename?: string;
    }
}

/** Small, no network, throws nothing: from version 12 on a host disables a plugin whose `initialize` fails. */
export const plugin = {
    initialize(registry: Registry): void {
        registry.registerAdminConsoleCustomSetting('Page', ConsoleEntry, {showTitle: false});
    },
};

window.registerPlugin?.(PLUGIN.id, plugin);
