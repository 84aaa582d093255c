import {isObserved} from '../facts/fact.ts';
import type {Fact} from '../facts/fact.ts';
import type {Facts} from '../facts/facts.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** Whether this report's own page can be installed. It never blocks the move: the terminal needs no page. */
export const page_install = defineCheck({
    code: 'page_install',
    group: 'plugins',
    needs: ['plugin_settings'],
    reasons: {
        installed: 'pass',
        can_be_installed: 'pass',
        uploads_off: 'warn',
        signature_required: 'warn',
        plugins_off: 'warn',
    },
    sources: [SOURCES.plugin_settings, SOURCES.server_config_model],
    exempt: (facts) => (pageSpoke(facts) ? found('installed') : undefined),
    judge: ({plugin_settings: {enabled, uploads, requireSignature}}) => {
        if (!enabled) {
            return found('plugins_off', {}, [remedy('enable_plugins'), remedy('work_in_the_terminal')]);
        }
        if (requireSignature) {
            return found('signature_required', {}, [remedy('work_in_the_terminal')]);
        }
        return uploads ? found('can_be_installed') : found('uploads_off', {}, [remedy('enable_uploads')]);
    },
});

/** A fact the page observed proves that the page is there. */
function pageSpoke(facts: Facts): boolean {
    return Object.values<Fact<unknown>>(facts).some((fact) => isObserved(fact) && fact.source.startsWith('page_'));
}
