import {remedy} from '../remedies/remedy.ts';
import {namesOf, pluginsOff} from './active_plugins.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** A plugin that fails before the move cannot be distinguished from one the move broke. */
export const plugins_failing = defineCheck({
    code: 'plugins_failing',
    group: 'plugins',
    needs: ['plugins'],
    helps: ['plugin_settings'],
    reasons: {none: 'pass', plugins_off: 'pass', failing: 'warn'},
    sources: [SOURCES.migration_guide],
    exempt: (facts) => (pluginsOff(facts) ? found('plugins_off') : undefined),
    judge: ({plugins}) => {
        const failing = plugins.filter(
            ({active, state, nodesFailed}) =>
                state === 'failed' || nodesFailed > 0 || (active && (state === 'not_running' || state === 'stopping')),
        );
        return failing.length === 0
            ? found('none')
            : found('failing', {count: failing.length, ...namesOf(failing)}, [remedy('mend_plugin')]);
    },
});
