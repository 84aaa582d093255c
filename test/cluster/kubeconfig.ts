/** What a kubeconfig says of one user. `certificate` is PEM. */
type KubeconfigLogin = {
    readonly server: string;
    readonly certificate: string;
    readonly user: string;
    readonly token: string;
    readonly namespace?: string | undefined;
};

/** The name of the context and of its cluster. */
export const CONTEXT = 'rig';

/** The text of a kubeconfig with one context. JSON is YAML. */
export function printKubeconfig({server, certificate, user, token, namespace}: KubeconfigLogin): string {
    const authority = Buffer.from(certificate).toString('base64');
    return JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': CONTEXT,
        contexts: [{name: CONTEXT, context: {cluster: CONTEXT, user, ...(namespace !== undefined && {namespace})}}],
        clusters: [{name: CONTEXT, cluster: {server, 'certificate-authority-data': authority}}],
        users: [{name: user, user: {token}}],
    });
}
