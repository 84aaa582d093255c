import type {ComponentType} from 'react';
import {MESSAGES} from './i18n/messages.ts';
import {ConsolePage} from './page/console_page.tsx';
import {PLUGIN} from './plugin_manifest.ts';

/** What we use of the host's plugin registry (webapp/channels/src/plugins/registry.ts). */
export type Registry = {
    readonly registerAdminConsoleCustomSetting: (
        key: string,
        component: ComponentType,
        options: {readonly showTitle: boolean},
    ) => void;
    readonly registerTranslations: (get: (locale: string) => Readonly<Record<string, string>>) => void;
};

declare global {
    interface Window {
        registerPlugin?: (id: string, plugin: {readonly initialize: (registry: Registry) => void}) => void;
    }
}

/** Small, no network, throws nothing: from version 12 on a host disables a plugin whose `initialize` fails. */
export const plugin = {
    initialize(registry: Registry): void {
        registry.registerTranslations(() => MESSAGES);
        registry.registerAdminConsoleCustomSetting('Page', ConsolePage, {showTitle: false});
    },
};

window.registerPlugin?.(PLUGIN.id, plugin);
