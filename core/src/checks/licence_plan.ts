import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

type Verdict = 'included' | 'not_included' | 'legacy_included' | 'legacy_not_included';

/** What each plan's short name says about FIPS images. E10 and E20 are the old names of two of today's plans. */
const PLANS: Readonly<Record<string, {readonly plan: string; readonly reason: Verdict}>> = {
    entry: {plan: 'Entry', reason: 'included'},
    enterprise: {plan: 'Enterprise', reason: 'included'},
    advanced: {plan: 'Enterprise Advanced', reason: 'included'},
    professional: {plan: 'Professional', reason: 'not_included'},
    starter: {plan: 'Starter', reason: 'not_included'},
    team: {plan: 'Team', reason: 'not_included'},
    e20: {plan: 'E20', reason: 'legacy_included'},
    e10: {plan: 'E10', reason: 'legacy_not_included'},
};

/** FIPS images are part of Entry, Enterprise and Enterprise Advanced, not of Professional. */
export const licence_plan = defineCheck({
    code: 'licence_plan',
    group: 'server_and_licence',
    needs: ['licence'],
    reasons: {
        included: 'pass',
        legacy_included: 'warn',
        unlicensed: 'warn',
        not_included: 'fail',
        legacy_not_included: 'fail',
        not_known: 'unknown',
    },
    sources: [SOURCES.migration_guide, SOURCES.editions, SOURCES.legacy_licences],
    judge: ({licence: {licensed, sku}}) => {
        if (!licensed) {
            return found('unlicensed', {}, [remedy('add_licence')]);
        }
        const known = Object.hasOwn(PLANS, sku.toLowerCase()) ? PLANS[sku.toLowerCase()] : undefined;
        if (!known) {
            return found('not_known', {sku}, [remedy('ask_about_licence')]);
        }
        const {plan, reason} = known;
        switch (reason) {
            case 'included':
                return found('included', {plan});
            case 'not_included':
                return found('not_included', {plan}, [remedy('add_licence')]);
            case 'legacy_included':
            case 'legacy_not_included':
                return found(reason, {plan}, [remedy('ask_about_licence')]);
        }
    },
});
