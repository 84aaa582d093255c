import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {namesOf, pluginsOff, pluginsWith} from './active_plugins.ts';
import {STANDARD_PREPACKAGED} from './prepackaged_plugins.ts';
import {SOURCES} from '../values/thresholds.ts';

/** A plugin that only the standard image brings is gone after the move, silently; its data stay. */
export const plugins_vanish = defineCheck({
    code: 'plugins_vanish',
    group: 'plugins',
    needs: ['plugins', 'plugin_settings'],
    helps: ['prepackaged_plugins'],
    reasons: {none: 'pass', plugins_off: 'pass', vanish: 'warn', cannot_tell: 'unknown'},
    sources: [SOURCES.server_makefile, SOURCES.server_plugins],
    exempt: (facts) => (pluginsOff(facts) ? found('plugins_off') : undefined),
    judge: (needed, facts) => {
        const lost = pluginsWith(facts, 'vanishes').filter(({fipsBrings}) => !fipsBrings);
        const unsure = pluginsWith(facts, 'unknown').filter(({fipsBrings}) => !fipsBrings);
        // Only what an image is known to bring can be had from the Marketplace's prepackaged bundles.
        const keep = remedy('keep_plugin', {
            plugins: [...lost, ...unsure].map(({id}) => id).filter((id) => STANDARD_PREPACKAGED.ids.includes(id)),
        });
        const cures = needed.plugin_settings.marketplace ? [keep] : [remedy('enable_marketplace'), keep];
        if (lost.length > 0) {
            return found('vanish', {...namesOf(lost), count: lost.length, unsure: unsure.length}, cures);
        }
        return unsure.length === 0
            ? found('none')
            : found('cannot_tell', {...namesOf(unsure), count: unsure.length}, cures);
    },
});
