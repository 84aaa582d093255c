import {namesOf, pluginsOff, pluginsWith} from './active_plugins.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** Additional plugins go on in the FIPS image as their own, non-FIPS processes: expected, and worth knowing. */
export const plugins_non_fips = defineCheck({
    code: 'plugins_non_fips',
    group: 'plugins',
    needs: ['plugins', 'plugin_settings'],
    helps: ['prepackaged_plugins'],
    reasons: {none: 'pass', plugins_off: 'pass', stay_non_fips: 'pass', cannot_tell: 'unknown'},
    sources: [SOURCES.migration_guide],
    exempt: (facts) => (pluginsOff(facts) ? found('plugins_off') : undefined),
    judge: (_needed, facts) => {
        const unsure = pluginsWith(facts, 'unknown');
        if (unsure.length > 0) {
            return found('cannot_tell', {...namesOf(unsure)});
        }
        const staying = pluginsWith(facts, 'stays_non_fips');
        return staying.length === 0
            ? found('none')
            : found('stay_non_fips', {count: staying.length, ...namesOf(staying)});
    },
});
