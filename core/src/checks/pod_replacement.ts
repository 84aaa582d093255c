import {isObserved} from '../facts/fact.ts';
import {remedy} from '../remedies/remedy.ts';
import {SOURCES} from '../values/thresholds.ts';
import {defineCheck, found} from './check.ts';
import {IN_A_CLUSTER} from './deployment_kind.ts';

/** The site stays up during a move only where a new pod can be there before an old one ends. */
export const pod_replacement = defineCheck({
    code: 'pod_replacement',
    group: 'deployment_and_image',
    needs: ['pod_replacement'],
    helps: ['deployment', 'fips_image'],
    reasons: {
        no_outage: 'pass',
        not_seen: 'pass',
        not_kubernetes: 'pass',
        mixed_nodes: 'warn',
        recreate: 'warn',
        in_place: 'warn',
        quota_full: 'warn',
        one_node_volume: 'warn',
    },
    sources: [SOURCES.operator, SOURCES.kubernetes_deployments],
    appliesTo: {kinds: IN_A_CLUSTER, otherwise: 'not_kubernetes'},
    judge: ({pod_replacement: {strategy, replicas, claims, quotas, otherNodes}}, {fips_image: image}) => {
        const built = isObserved(image) ? image.value.architectures : [];
        const unfit = (otherNodes ?? []).filter(({architecture}) => !built.includes(architecture));
        if (unfit.length > 0) {
            const nodes = unfit.map(({name, architecture}) => `${name} (${architecture})`);
            return found('mixed_nodes', {nodes}, [remedy('keep_to_amd64')]);
        }
        if (strategy === 'recreate') {
            return found('recreate', {}, [remedy('plan_an_outage'), remedy('use_rolling_update')]);
        }
        if (strategy === 'in_place') {
            return replicas > 1 ? found('no_outage') : found('in_place', {}, [remedy('plan_an_outage')]);
        }
        if (quotas && quotas.length > 0) {
            return found('quota_full', {quotas, quotaCount: quotas.length}, [remedy('make_room_in_quota', {quotas})]);
        }
        if (claims && claims.length > 0) {
            return found('one_node_volume', {claims, claimCount: claims.length}, [
                remedy('plan_an_outage'),
                remedy('share_the_volume', {claims}),
            ]);
        }
        return claims && quotas ? found('no_outage') : found('not_seen');
    },
});
