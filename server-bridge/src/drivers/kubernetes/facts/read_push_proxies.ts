import {parseImageReference} from '@fips-readiness/core';
import type {FactValue} from '@fips-readiness/core';
import type {Workload} from '../schema.ts';
import {variantOfComponent} from './variant_of_component.ts';

/** The push proxies among a namespace's workloads. */
export function readPushProxies(workloads: readonly Workload[]): FactValue<'push_proxies'> {
    return workloads.flatMap(({metadata: {name}, spec}) =>
        spec.template.spec.containers
            .map(({image}) => image)
            .filter((image) => parseImageReference(image)?.path.split('/').at(-1)?.startsWith('mattermost-push-proxy'))
            .map((reference) => ({name, reference, variant: variantOfComponent(reference)})),
    );
}
