import type {PlacedNode, Pod} from '../schema.ts';
import {meets} from './selects.ts';

type Taint = PlacedNode['spec']['taints'][number];

/**
 * Whether a new pod like this one may start on a node: by its node selector, the affinity it requires and the taints it tolerates.
 * Room, and what it only prefers, are not asked. Source: Kubernetes, "Assigning Pods to Nodes", "Taints and Tolerations".
 */
export function mayStartOn({spec: {nodeSelector, affinity, tolerations}}: Pod, {metadata, spec}: PlacedNode): boolean {
    const {labels} = metadata;
    const terms = affinity.nodeAffinity?.terms ?? [];
    return (
        !spec.unschedulable &&
        Object.entries(nodeSelector).every(([name, value]) => labels[name] === value) &&
        (terms.length === 0 ||
            terms.some(({matchExpressions}) => matchExpressions.every((expression) => meets(expression, labels)))) &&
        spec.taints
            .filter(({effect}) => effect === 'NoSchedule' || effect === 'NoExecute')
            .every((taint) => tolerations.some((toleration) => tolerates(toleration, taint)))
    );
}

function tolerates({key, operator, value, effect}: Pod['spec']['tolerations'][number], taint: Taint): boolean {
    const isKey = key === '' ? operator === 'Exists' : key === taint.key;
    return isKey && (operator === 'Exists' || value === taint.value) && (effect === '' || effect === taint.effect);
}
