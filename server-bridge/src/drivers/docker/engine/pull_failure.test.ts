import {tellPullFailure} from './pull_failure.ts';

describe('tellPullFailure', () => {
    test.each([
        // Recorded.
        [404, 'manifest for registry.local:5000/nope:1 not found: manifest unknown: manifest unknown', 'absent'],
        [
            500,
            'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 127.0.0.53:53: no such host',
            'unreachable',
        ],
        // Docker Hub answers so for a repository that is not there or not shown.
        [
            404,
            "pull access denied for a/b, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
            'denied',
        ],
        [500, 'Head "https://r.example/v2/a/manifests/1": unauthorized: authentication required', 'denied'],
        [500, 'Head "https://r.example/v2/a/manifests/1": no basic auth credentials', 'denied'],
        [undefined, 'unauthorized: authentication required', 'denied'],
        [404, 'failed to resolve reference "r.example/a:1": r.example/a:1: not found', 'absent'],
        [undefined, 'no matching manifest for linux/amd64 in the manifest list entries', 'other_platform'],
        [undefined, 'failed to register layer: write /mattermost/bin/x: no space left on device', 'no_space'],
        [undefined, 'unexpected EOF', 'unreachable'],
        [undefined, 'EOF', 'unreachable'],
        [500, 'Get "http://localhost:5000/v2/a/manifests/1": EOF', 'unreachable'],
        [500, 'Get "https://r.example/v2/": tls: failed to verify certificate: x509: unknown authority', 'unreachable'],
        [undefined, 'toomanyrequests: You have reached your pull rate limit.', 'unreachable'],
        [404, '', 'absent'],
        [403, '', 'denied'],
        [500, 'something new', 'refused'],
    ] as const)('%s %s', (status, text, failure) => {
        expect(tellPullFailure(status, text)).toBe(failure);
    });
});
