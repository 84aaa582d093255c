/** What a kubeconfig says of one user, who logs in with a token or a certificate. Certificates and keys are PEM. */
type KubeconfigLogin = {
    readonly server: string;
    readonly certificate: string;
    readonly user: string;
    readonly login: {readonly token: string} | {readonly certificate: string; readonly key: string};
    readonly proxy?: string | undefined;
    readonly namespace?: string | undefined;
};

/** The name of the context and of its cluster. */
export const CONTEXT = 'rig';

/** The text of a kubeconfig with one context. JSON is YAML. */
export function printKubeconfig({server, certificate, user, login, proxy, namespace}: KubeconfigLogin): string {
    const encode = (pem: string) => Buffer.from(pem).toString('base64');
    const own =
        'token' in login
            ? login
            : {'client-certificate-data': encode(login.certificate), 'client-key-data': encode(login.key)};
    const way = {
        server,
        'certificate-authority-data': encode(certificate),
        ...(proxy !== undefined && {'proxy-url': proxy}),
    };
    return JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': CONTEXT,
        contexts: [{name: CONTEXT, context: {cluster: CONTEXT, user, ...(namespace !== undefined && {namespace})}}],
        clusters: [{name: CONTEXT, cluster: way}],
        users: [{name: user, user: own}],
    });
}
