import {isServerImage} from '@fips-readiness/core';
import type {ImagePair} from '@fips-readiness/core';
import type {FoundResource} from './found.ts';
import {CONTAINER, selectOldPods, selectPods} from './resources.ts';
import type {ResourcePlace, Selected} from './resources.ts';
import type {Container, Selector} from './schema.ts';

/** Which pods run a server, and the names its container may have in them. */
export type PodChoice = Selected & {readonly namespace: string; readonly containers: readonly string[]};

/** The server's pods of an installation of the operator. */
export function chooseServers({namespace, name}: ResourcePlace): PodChoice {
    return {namespace, ...selectPods(name), containers: [CONTAINER]};
}

/** The pods a resource or a workload asks for. */
export function choosePods({kind, resource}: FoundResource, pairs: readonly ImagePair[]): PodChoice {
    const {namespace, name} = resource.metadata;
    switch (kind) {
        case 'mattermost':
            return chooseServers({namespace, name});
        case 'cluster_installation':
            // Older operators named the container as the Deployment. Source: `GetMainContainer`.
            return {namespace, ...selectOldPods(name), containers: [CONTAINER, name]};
        case 'deployment':
        case 'stateful_set': {
            const {selector, template} = resource.spec;
            const containers = findServers(template.spec.containers, pairs).map((container) => container.name);
            return {namespace, query: {labelSelector: printSelector(selector)}, containers};
        }
    }
}

/** Containers of an image with a server that run it; a job server answers nobody. */
export function findServers(containers: readonly Container[], pairs: readonly ImagePair[]): readonly Container[] {
    return containers.filter(
        ({image, command, args}) => isServerImage(image, pairs) && ![...command, ...args].includes('jobserver'),
    );
}

/** A selector as a list takes it. Source: Kubernetes, "Labels and Selectors", set-based requirement. */
export function printSelector({matchLabels, matchExpressions}: Selector): string {
    const equal = Object.entries(matchLabels).map(([name, value]) => `${name}=${value}`);
    const others = matchExpressions.map(({key, operator, values}) => {
        switch (operator) {
            case 'In':
                return `${key} in (${values.join(',')})`;
            case 'NotIn':
                return `${key} notin (${values.join(',')})`;
            case 'Exists':
                return key;
            case 'DoesNotExist':
                return `!${key}`;
        }
    });
    return [...equal, ...others].join(',');
}
