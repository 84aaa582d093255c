import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {pluginsOff, pluginsWith} from './active_plugins.ts';
import {SOURCES} from './thresholds.ts';

/** A plugin that only the standard image brings is gone after the move, silently; its data stay. */
export const plugins_vanish = defineCheck({
    code: 'plugins_vanish',
    group: 'plugins',
    needs: ['plugins', 'plugin_settings'],
    reasons: {none: 'pass', plugins_off: 'pass', vanish: 'warn', cannot_tell: 'unknown'},
    sources: [SOURCES.server_makefile, SOURCES.server_plugins],
    exempt: (facts) => (pluginsOff(facts) ? found('plugins_off') : undefined),
    judge: ({plugins, plugin_settings: settings}) => {
        const lost = pluginsWith(plugins, settings, 'vanishes').filter(({fipsBrings}) => !fipsBrings);
        const unsure = pluginsWith(plugins, settings, 'unknown').filter(({fipsBrings}) => !fipsBrings);
        const data = {unsure: unsure.length, unsureNames: unsure.map(({name}) => name)};
        if (lost.length > 0) {
            const ids = [...lost, ...unsure].map(({id}) => id);
            return found('vanish', {...data, count: lost.length, names: lost.map(({name}) => name)}, [
                remedy('keep_plugin', {plugins: ids}),
            ]);
        }
        return unsure.length > 0
            ? found('cannot_tell', data, [remedy('keep_plugin', {plugins: unsure.map(({id}) => id)})])
            : found('none');
    },
});
