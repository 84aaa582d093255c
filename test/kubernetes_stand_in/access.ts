import type {ClusterUser, Rule} from './cluster_state.ts';

/** What somebody wants to do, as rules name it. `resource` with its subresource: `pods/exec`. */
export type Wish = {
    readonly verb: string;
    readonly group: string;
    readonly resource: string;
    readonly namespace: string;
};

/** Whether a user's rules allow it. */
export function isAllowed({rules}: ClusterUser, wish: Wish): boolean {
    return rules.some((rule) => covers(rule, wish));
}

function covers({verbs, group, resources, namespace}: Rule, wish: Wish): boolean {
    const has = (list: readonly string[], one: string) => list.includes('*') || list.includes(one);
    return (
        has(verbs, wish.verb) &&
        has([group], wish.group) &&
        has(resources, wish.resource) &&
        (namespace === undefined || namespace === wish.namespace)
    );
}

/** The API server's own sentence for a refusal, as it was recorded. */
export function describeRefusal(user: ClusterUser, wish: Wish, name: string): string {
    const [resource = ''] = wish.resource.split('/');
    const what = wish.group === '' ? resource : `${resource}.${wish.group}`;
    const where = wish.namespace === '' ? 'at the cluster scope' : `in the namespace "${wish.namespace}"`;
    return `${what}${name === '' ? '' : ` "${name}"`} is forbidden: User "${user.name}" cannot ${wish.verb} resource "${wish.resource}" in API group "${wish.group}" ${where}`;
}
