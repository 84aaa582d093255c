/** One question to the Kubernetes API: what is asked of which resource. Without a namespace it is asked of the whole cluster. */
export type Ask = {
    /** `apply` is a patch that also creates: what the object is to have, and nothing of what others put into it. */
    readonly verb: 'get' | 'list' | 'create' | 'patch' | 'apply' | 'delete';
    /** Empty for the core group. */
    readonly group: string;
    readonly version: string;
    /** Empty: what the group has in this version. Everybody who is logged in may ask for that. */
    readonly resource: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly subresource?: string;
    readonly query?: Readonly<Record<string, string>>;
};

/** The path of a question, each part quoted: names come from outside. */
export function printPath({group, version, resource, namespace, name, subresource, query}: Ask): string {
    const parts = [
        ...(group === '' ? ['api'] : ['apis', group]),
        version,
        ...(namespace === undefined ? [] : ['namespaces', namespace]),
        ...(resource === '' ? [] : [resource]),
        ...(name === undefined ? [] : [name]),
        ...(subresource === undefined ? [] : [subresource]),
    ];
    const search = new URLSearchParams(query).toString();
    return `/${parts.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`;
}
