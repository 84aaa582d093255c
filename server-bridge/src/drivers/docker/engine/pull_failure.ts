/** Why a pull ended without an image. Permanent codes. */
export type PullFailure =
    'absent' | 'denied' | 'unreachable' | 'other_platform' | 'no_space' | 'stalled' | 'interrupted' | 'refused';

/** Texts of engine and registry, most telling first: a hub answers "denied" for a repository that is not there. */
const TEXTS: readonly (readonly [RegExp, PullFailure])[] = [
    [/no space left on device|disk quota exceeded/i, 'no_space'],
    [/no matching manifest|does not match the specified platform|image operating system/i, 'other_platform'],
    [/unauthorized|denied|authentication required|no basic auth|incorrect username or password/i, 'denied'],
    [/manifest unknown|manifest for .* not found|name unknown|: not found\b|repository .* not found/i, 'absent'],
    [
        /no such host|dial tcp|connection refused|connection reset|i\/o timeout|timeout exceeded|TLS handshake|x509|certificate|\bEOF\b|network is unreachable|proxyconnect|server misbehaving|toomanyrequests|\b50[234]\b/i,
        'unreachable',
    ],
];

/** Tells a failed pull by the engine's text, then by the HTTP status (undefined for an error inside a 200 stream). */
export function tellPullFailure(status: number | undefined, text: string): PullFailure {
    const told = TEXTS.find(([pattern]) => pattern.test(text))?.[1];
    if (told !== undefined) {
        return told;
    }
    switch (status) {
        case 404:
            return 'absent';
        case 401:
        case 403:
            return 'denied';
        default:
            return 'refused';
    }
}
