import {makeFact} from '@fips-readiness/core';
import type {Neighbour} from '../port/driver.ts';
import type {LocalMode} from '../server/local_mode.ts';
import {fetchServices} from './fetch_services.ts';
import {findAgentImage} from '../drivers/docker/evidence/find_agent_image.ts';
import {findBoundary} from './find_boundary.ts';

const AT = '2026-11-27T12:00:00.000Z';
const FACTS = {
    deployment: makeFact(
        {kind: 'compose' as const, name: 'chat', service: 'mattermost', host: 'h', databaseService: 'postgres'},
        'agent_compose',
        AT,
    ),
};

const service = (name: string, image: string, project = 'chat'): Neighbour => ({
    name: `${project}-${name}-1`,
    image,
    service: project === 'chat' ? name : '',
});
const CONTAINERS = [
    service('postgres', 'postgres:17'),
    service('minio', 'minio/minio:1'),
    service('minio', 'minio/minio:0', 'another'),
    service('opensearch', 'opensearch:3'),
];

/** A server whose settings differ from the usual ones in these. */
function localMode(changes: {readonly files?: object; readonly email?: object; readonly search?: object}): LocalMode {
    const json = {
        FileSettings: {DriverName: 'local', AmazonS3Endpoint: 's3.amazonaws.com', ...changes.files},
        EmailSettings: {
            SendPushNotifications: true,
            PushNotificationServer: 'https://push-test.mattermost.com',
            ...changes.email,
        },
        ElasticsearchSettings: {EnableIndexing: false, ConnectionURL: 'http://opensearch:9200', ...changes.search},
    };
    return {run: async () => ({ok: true, json})} as unknown as LocalMode;
}

async function describeParts(changes: Parameters<typeof localMode>[0]): Promise<Readonly<Record<string, string>>> {
    const deployment = {findNeighbours: async () => CONTAINERS};
    const boundary = await findBoundary(deployment, FACTS, await fetchServices(localMode(changes)));
    return Object.fromEntries(
        boundary.map(({part, name, image}) => [part, image === null ? name : `${name} ${image}`]),
    );
}

const USUAL = {
    tls_terminator: 'Not seen by the agent.',
    database: 'chat-postgres-1 postgres:17',
    file_store: 'local',
    search: 'the database',
    push_proxy: 'Mattermost’s hosted service',
};

describe('what stands around Mattermost', () => {
    test.each<readonly [string, Parameters<typeof localMode>[0], object]>([
        ['as usual', {}, {}],
        [
            'a file store beside it',
            {files: {DriverName: 'amazons3', AmazonS3Endpoint: 'minio:9000'}},
            {file_store: 'chat-minio-1 (amazons3) minio/minio:1'},
        ],
        ['a file store elsewhere', {files: {DriverName: 'amazons3'}}, {file_store: 'amazons3'}],
        [
            'a search engine beside it',
            {search: {EnableIndexing: true}},
            {search: 'chat-opensearch-1 (Elasticsearch or OpenSearch) opensearch:3'},
        ],
        [
            'your own push proxy, whose address stays here',
            {email: {PushNotificationServer: 'https://user:secret@push.example.com:8066/x'}},
            {push_proxy: 'your own push proxy'},
        ],
        [
            'one that only looks like the hosted service',
            {email: {PushNotificationServer: 'https://mattermost.com.example.com'}},
            {push_proxy: 'your own push proxy'},
        ],
        ['no push', {email: {SendPushNotifications: false}}, {push_proxy: 'switched off'}],
    ])('%s', async (_, changes, expected) => {
        expect(await describeParts(changes)).toEqual({...USUAL, ...expected});
    });

    test('without local mode nobody has seen it', async () => {
        const silent = {run: async () => undefined} as unknown as LocalMode;
        expect(await fetchServices(silent)).toBeUndefined();
        const boundary = await findBoundary({findNeighbours: async () => []}, {}, undefined);
        expect(new Set(boundary.map(({name}) => name))).toEqual(new Set(['Not seen by the agent.']));
    });
});

describe('the agent’s own image', () => {
    const id = 'ab'.repeat(32);
    const engine = {
        fetchContainer: async (name: string) =>
            id.startsWith(name) || name === 'feedfeedfeed'
                ? {id, imageId: 'sha256:1', imageReference: 'agent:1'}
                : undefined,
        fetchImage: async () => ({repositoryDigests: ['agent@sha256:2']}),
    } as unknown as Parameters<typeof findAgentImage>[0];

    test.each([
        ['a container’s', id.slice(0, 12), {reference: 'agent:1', id: 'sha256:1', digest: 'agent@sha256:2'}],
        ['a host’s', 'chat-host', null],
        ['another container’s name', 'feedfeedfeed', null],
        ['no container’s', 'c0ffee123456', null],
    ])('by %s name', async (_, host, expected) => {
        expect(await findAgentImage(engine, host)).toEqual(expected);
    });
});
