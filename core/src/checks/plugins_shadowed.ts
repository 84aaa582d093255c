import {remedy} from '../remedies/remedy.ts';
import {namesOf, pluginsOff, pluginsWith} from './active_plugins.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** A non-FIPS copy of Playbooks, Agents or Boards in the file store goes on running: the image's own build is not newer. */
export const plugins_shadowed = defineCheck({
    code: 'plugins_shadowed',
    group: 'plugins',
    needs: ['plugins', 'plugin_settings'],
    helps: ['prepackaged_plugins'],
    reasons: {none: 'pass', plugins_off: 'pass', shadowed: 'warn', cannot_tell: 'unknown'},
    sources: [SOURCES.server_plugin_install, SOURCES.migration_guide],
    exempt: (facts) => (pluginsOff(facts) ? found('plugins_off') : undefined),
    judge: (_needed, facts) => {
        const shadowed = pluginsWith(facts, 'shadowed');
        if (shadowed.length > 0) {
            return found('shadowed', {count: shadowed.length, ...namesOf(shadowed)}, [
                remedy('remove_stored_copy', {plugins: shadowed.map(({id}) => id)}),
            ]);
        }
        const unsure = pluginsWith(facts, 'unknown').filter(
            ({fipsBrings, unsure: why}) => fipsBrings && why !== 'bundle_unproved',
        );
        return unsure.length > 0 ? found('cannot_tell', {...namesOf(unsure)}) : found('none');
    },
});
