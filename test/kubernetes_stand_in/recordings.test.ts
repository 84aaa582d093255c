import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {shapeOf} from '../mattermost/replay/shape.ts';
import type {JsonValue} from '../mattermost/json_value.ts';
import {putObject} from './cluster_state.ts';
import type {ClusterObject, ClusterState} from './cluster_state.ts';
import {ADMIN_TOKEN, makeSampleCluster} from './sample_installation.ts';
import {startApiServer} from './server.ts';
import type {ApiServer} from './server.ts';

type Exchange = {
    readonly name: string;
    readonly request: {
        readonly method: string;
        readonly path: string;
        readonly contentType: string;
        readonly body: JsonValue;
    };
    readonly status: number;
    readonly response: JsonValue;
};

const SHARED = fileURLToPath(new URL('../../../shared/recordings/operator/http.json', import.meta.url));
const SAMPLES = fileURLToPath(new URL('samples/http.json', import.meta.url));
const EXCHANGES = JSON.parse(readFileSync(existsSync(SHARED) ? SHARED : SAMPLES, 'utf8')) as readonly Exchange[];

/** Who asked, where it was not the admin. */
const TOKENS: Readonly<Record<string, string>> = {
    unauthorized: 'no-such-token',
    anonymous: 'anonymous',
    access_review_denied: 'nobody',
    forbidden_patch: 'nobody',
};

const recorded = (name: string): Exchange | undefined => EXCHANGES.find((one) => one.name === name);

describe('what a real API server answered, exchange by exchange', () => {
    let state: ClusterState;
    let api: ApiServer;
    beforeAll(async () => {
        state = makeSampleCluster([]);
        state.users.set('anonymous', {name: 'system:anonymous', rules: []});
        state.users.set('nobody', {name: 'system:serviceaccount:mm:nobody', rules: []});
        for (const [resource, name] of [
            ['mattermosts', 'get'],
            ['pods', 'pods'],
        ] as const) {
            const response = recorded(name)?.response as unknown as ClusterObject & {items?: readonly ClusterObject[]};
            for (const object of response.items ?? [response]) {
                putObject(state, resource, object);
            }
        }
        api = await startApiServer(state);
    });
    afterAll(() => api.close());

    const replay = async (name: string) => {
        const exchange = recorded(name);
        if (!exchange) {
            throw new Error(`${name} was not recorded`);
        }
        const {method, path, contentType, body} = exchange.request;
        const answer = await fetch(`${api.url}${path}`, {
            method,
            headers: {Authorization: `Bearer ${TOKENS[name] ?? ADMIN_TOKEN}`, 'Content-Type': contentType},
            ...(body === null ? {} : {body: JSON.stringify(body)}),
        });
        return {exchange, status: answer.status, response: (await answer.json()) as JsonValue};
    };

    test.each([
        'get',
        'missing',
        'unauthorized',
        'anonymous',
        'self_subject_access_review',
        'access_review_denied',
        'json_patch_test_fails',
        'forbidden_patch',
    ])('%s, word for word', async (name) => {
        const {exchange, status, response} = await replay(name);
        expect([status, response]).toEqual([exchange.status, exchange.response]);
    });

    test('pods by their label: the same pods, in the shape of a list', async () => {
        const {exchange, status, response} = await replay('pods');
        expect(status).toBe(exchange.status);
        expect((response as {items: JsonValue}).items).toEqual((exchange.response as {items: JsonValue}).items);
        expect(shapeOf({...(response as object), items: []} as JsonValue)).toEqual(
            shapeOf({...(exchange.response as object), items: []} as JsonValue),
        );
    });
});
