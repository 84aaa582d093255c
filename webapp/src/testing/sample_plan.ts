import type {Plan} from '@fips-readiness/core';

const imageId = (digit: string) => `sha256:${digit.repeat(64)}`;

/** A plan to the FIPS image of a Compose project, without a new password; `change` replaces parts. */
export function makeSamplePlan(change: Partial<Plan> = {}): Plan {
    return {
        format: 1,
        id: '7f3a'.repeat(8),
        goal: 'to_fips',
        mode: 'apply',
        handover: null,
        deployment: {
            kind: 'compose',
            name: 'mattermost',
            service: 'mattermost',
            container: 'mattermost-mattermost-1',
            containerId: 'c'.repeat(64),
            host: 'ops-1',
            engineId: 'E',
            folder: '/opt/mattermost',
            files: ['/opt/mattermost/docker-compose.yml'],
            envFiles: ['/opt/mattermost/.env'],
            siteUrl: 'https://chat.example.com',
        },
        serverVersion: '11.7.2',
        from: {
            reference: 'mattermost/mattermost-enterprise-edition:11.7.2',
            variant: 'standard',
            id: imageId('1'),
            digest: null,
        },
        to: {
            reference: 'mattermost/mattermost-enterprise-fips-edition:11.7.2',
            variant: 'fips',
            id: null,
            digest: imageId('2'),
        },
        changes: [
            {
                path: '/opt/mattermost/.env',
                line: 24,
                before: 'MATTERMOST_IMAGE=mattermost-enterprise-edition',
                after: 'MATTERMOST_IMAGE=mattermost-enterprise-fips-edition',
            },
        ],
        fingerprints: [{path: '/opt/mattermost/.env', hmac: 'f'}],
        rotation: null,
        recreated: [],
        backup: {way: 'dump', note: '', sizeBytes: 212_000_000},
        steps: (
            [
                'rescue_kit',
                'pull',
                'inspect',
                'backup',
                'rehearse',
                'edit',
                'recreate',
                'wait',
                'verify',
                'finish',
            ] as const
        ).map((code) => ({code, limitMs: 60_000})),
        downtime: {fromMs: 4_000, toMs: 7_000, source: 'last_start', proxyWaitMs: 0},
        plugins: [
            {id: 'focalboard', version: '9.2.2', active: true, outcome: 'shadowed'},
            {id: 'playbooks', version: '2.8.0', active: true, outcome: 'becomes_fips'},
        ],
        risks: [
            {
                check: 'backup',
                reason: 'none_attested',
                why: 'The provider takes a snapshot every hour',
                by: 'maria',
                at: '2026-11-23T12:00:00.000Z',
                serverVersion: '11.7.2',
            },
        ],
        rollBack: 'auto',
        ...change,
    };
}
