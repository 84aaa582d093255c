import {isObserved} from '../facts/fact.ts';
import type {Facts} from '../facts/facts.ts';
import {remedy} from '../remedies/remedy.ts';
import {SOURCES} from '../values/thresholds.ts';
import {defineCheck, found} from './check.ts';
import {IN_A_CLUSTER} from './deployment_kind.ts';

/** Whether a Deployment or StatefulSet runs Mattermost without an operator. */
export function isWorkload({deployment}: Facts): boolean {
    const resource = isObserved(deployment) ? deployment.value.resource : undefined;
    return resource === 'deployment' || resource === 'stateful_set';
}

/** Without a running operator a changed resource changes nothing. Which build the operator is itself is said, and is its own matter. */
export const operator = defineCheck({
    code: 'operator',
    group: 'deployment_and_image',
    needs: ['operator'],
    helps: ['deployment'],
    reasons: {
        running: 'pass',
        without_operator: 'pass',
        not_kubernetes: 'pass',
        refuses_url: 'warn',
        not_ready: 'warn',
        scaled_to_zero: 'warn',
        not_found: 'unknown',
    },
    sources: [SOURCES.operator],
    appliesTo: {kinds: IN_A_CLUSTER, otherwise: 'not_kubernetes'},
    exempt: (facts) => (isWorkload(facts) ? found('without_operator') : undefined),
    judge: ({operator: {state, namespace, name, reference, variant, refusesUrl}}) => {
        const data = {namespace, name, image: reference, variant: variant ?? ''};
        if (refusesUrl === true && state !== 'scaled_to_zero') {
            return found('refuses_url', data, [remedy('change_readiness_url')]);
        }
        return state === 'scaled_to_zero' || state === 'not_ready'
            ? found(state, data, [remedy('start_operator', {operatorNamespace: namespace, operator: name})])
            : found(state, data);
    },
});
