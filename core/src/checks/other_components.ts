import {isObserved} from '../facts/fact.ts';
import {SOURCES} from '../values/thresholds.ts';
import {defineCheck, found} from './check.ts';
import {IN_A_CLUSTER} from './deployment_kind.ts';

type Image = {readonly reference: string; readonly variant: 'standard' | 'fips' | null};

/** Operator and push proxy have FIPS images of their own. The guide leaves them out, and so does a move. */
export const other_components = defineCheck({
    code: 'other_components',
    group: 'deployment_and_image',
    needs: ['push_proxies'],
    helps: ['operator', 'deployment'],
    reasons: {none: 'pass', all_fips: 'pass', not_moved: 'pass', not_kubernetes: 'pass'},
    sources: [SOURCES.migration_guide],
    appliesTo: {kinds: IN_A_CLUSTER, otherwise: 'not_kubernetes'},
    judge: ({push_proxies: proxies}, {operator}) => {
        const own = isObserved(operator) && operator.value.reference !== '' ? [operator.value] : [];
        const images: readonly Image[] = [...own, ...proxies];
        const others = images.filter(({variant}) => variant !== 'fips').map(({reference}) => reference);
        if (images.length === 0) {
            return found('none');
        }
        return others.length === 0
            ? found('all_fips', {images: images.map(({reference}) => reference)})
            : found('not_moved', {images: others});
    },
});
