import {remedy} from '../remedies/remedy.ts';
import {pluginsOff} from './active_plugins.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** With automatic prepackaged plugins off, the FIPS image's own Playbooks, Agents and Boards are not installed. */
export const prepackaged_plugins_off = defineCheck({
    code: 'prepackaged_plugins_off',
    group: 'plugins',
    needs: ['plugin_settings'],
    reasons: {installed: 'pass', plugins_off: 'pass', not_installed: 'warn'},
    sources: [SOURCES.server_plugins, SOURCES.plugin_settings],
    exempt: (facts) => (pluginsOff(facts) ? found('plugins_off') : undefined),
    judge: ({plugin_settings: {automaticPrepackaged}}) =>
        automaticPrepackaged
            ? found('installed')
            : found('not_installed', {}, [remedy('enable_automatic_prepackaged')]),
});
