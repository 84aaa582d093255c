import {printPlan} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';

const STANDARD = `sha256:${'1'.repeat(64)}`;

/** A plan of the official project to the FIPS image, with what differs. */
export function makePlan(differences: Partial<Plan> = {}): {readonly plan: Plan; readonly text: string} {
    const folder = '/opt/mattermost-docker';
    const plan: Plan = {
        format: 2,
        id: '0'.repeat(32),
        goal: 'to_fips',
        mode: 'apply',
        handover: null,
        target: {
            kind: 'compose',
            name: 'mattermost-docker',
            service: 'mattermost',
            container: 'mattermost-docker-mattermost-1',
            containerId: 'c'.repeat(64),
            host: 'chat-host',
            identity: 'ENGINE',
            folder,
            files: [`${folder}/docker-compose.yml`],
            envFiles: [],
        },
        siteUrl: 'https://chat.example.test',
        serverVersion: '11.7.2',
        from: {
            reference: 'mattermost/mattermost-enterprise-edition:11.7.2',
            variant: 'standard',
            id: STANDARD,
            digest: null,
        },
        to: {
            reference: 'mattermost/mattermost-enterprise-fips-edition:11.7.2',
            variant: 'fips',
            id: null,
            digest: `sha256:${'2'.repeat(64)}`,
        },
        change: {
            way: 'files',
            edits: [
                {
                    path: `${folder}/.env`,
                    line: 12,
                    before: 'MATTERMOST_IMAGE=mattermost-enterprise-edition',
                    after: 'MATTERMOST_IMAGE=mattermost-enterprise-fips-edition',
                },
            ],
            fingerprints: [{path: `${folder}/.env`, hmac: 'x'}],
            recreated: [],
        },
        rotation: null,
        backup: {way: 'attest', note: 'snap-1', sizeBytes: null},
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
        ).map((code) => ({code, limitMs: 0})),
        downtime: {fromMs: 1_500, toMs: 30_000, source: 'usual', proxyWaitMs: 0},
        plugins: [],
        risks: [],
        rollBack: 'auto',
        ...differences,
    };
    return {plan, text: printPlan(plan)};
}

/** The same as many sites have it: a dump, a measured downtime, plugins and an accepted risk. What the page's tests draw. */
export function makeSitePlan(differences: Partial<Plan> = {}): Plan {
    const {target} = makePlan().plan;
    const folder = '/opt/mattermost';
    return makePlan({
        id: '7f3a'.repeat(8),
        target: {
            ...target,
            kind: 'compose',
            service: 'mattermost',
            containerId: 'c'.repeat(64),
            name: 'mattermost',
            container: 'mattermost-mattermost-1',
            host: 'ops-1',
            folder,
            files: [`${folder}/docker-compose.yml`],
            envFiles: [`${folder}/.env`],
        },
        siteUrl: 'https://chat.example.com',
        change: {
            way: 'files',
            edits: [
                {
                    path: `${folder}/.env`,
                    line: 24,
                    before: 'MATTERMOST_IMAGE=mattermost-enterprise-edition',
                    after: 'MATTERMOST_IMAGE=mattermost-enterprise-fips-edition',
                },
            ],
            fingerprints: [{path: `${folder}/.env`, hmac: 'x'}],
            recreated: [],
        },
        backup: {way: 'dump', note: '', sizeBytes: 212_000_000},
        downtime: {fromMs: 4_000, toMs: 7_000, source: 'last_start', proxyWaitMs: 0},
        plugins: [
            {id: 'com.mattermost.calls', version: '1.11.0', active: true, outcome: 'vanishes'},
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
        ...differences,
    }).plan;
}

/** The plan of two pods that are replaced one by one, with a password that is too short. */
export function makeClusterPlan(differences: Partial<Plan> = {}): Plan {
    const secret = {name: 'db', keys: ['DB_CONNECTION_STRING']};
    return makeSitePlan({
        target: {kind: 'kubernetes', name: 'mm', host: 'production', identity: 'c', namespace: 'chat', uid: 'uid'},
        change: {
            way: 'patch',
            operations: [
                {op: 'test', path: '/spec/image', value: 'a/standard'},
                {op: 'replace', path: '/spec/image', value: 'a/fips'},
            ],
        },
        rotation: {role: 'mmuser', database: 'mattermost', because: 'too_short', secret, otherClients: []},
        to: {reference: 'a/fips:11.7.2', variant: 'fips', id: null, digest: null},
        steps: (['rescue_kit', 'rotate', 'patch', 'wait', 'verify', 'finish'] as const).map((code) => ({
            code,
            limitMs: 0,
        })),
        downtime: {fromMs: 0, toMs: 0, source: 'usual', proxyWaitMs: 0},
        ...differences,
    });
}
