import {useCallback} from 'react';
import type {AcceptedRisk} from '@fips-readiness/core';
import type {Server} from '../client/server.ts';
import type {Backup, PluginSettings} from './plugin_settings.ts';
import {saveSettings} from './save_settings.ts';
import type {Looking} from './use_looking.ts';

/** What the page keeps in the plugin's settings. All throw ServerProblem; nothing is changed then. */
export type Saving = {
    readonly accept: (risk: AcceptedRisk) => Promise<void>;
    readonly withdraw: (risk: AcceptedRisk) => Promise<void>;
    readonly vouch: (backup: Backup) => Promise<void>;
    readonly changeSettings: (change: (now: PluginSettings) => Partial<PluginSettings>) => Promise<void>;
};

export function useSaving(server: Server, {changeSnapshot}: Looking): Saving {
    const changeSettings = useCallback(
        async (change: (before: PluginSettings) => Partial<PluginSettings>) => {
            const settings = await saveSettings(server, change);
            changeSnapshot((before) => ({...before, settings}));
        },
        [server, changeSnapshot],
    );
    const accept = useCallback(
        (risk: AcceptedRisk) =>
            changeSettings(({accepted}) => ({accepted: [...accepted.filter((one) => !isSame(one, risk)), risk]})),
        [changeSettings],
    );
    const withdraw = useCallback(
        (risk: AcceptedRisk) =>
            changeSettings(({accepted}) => ({accepted: accepted.filter((one) => !isSame(one, risk))})),
        [changeSettings],
    );
    const vouch = useCallback((backup: Backup) => changeSettings(() => ({backup})), [changeSettings]);
    return {accept, withdraw, vouch, changeSettings};
}

function isSame(first: AcceptedRisk, second: AcceptedRisk): boolean {
    return first.check === second.check && first.reason === second.reason;
}
