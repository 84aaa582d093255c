import {createServer} from 'node:http';
import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {parseImageReference} from '@fips-readiness/core';
import {askRegistry} from './ask_registry.ts';

const DIGEST = `sha256:${'d'.repeat(64)}`;
const CONFIG = `sha256:${'c'.repeat(64)}`;
const LOGIN = {username: 'maria', password: 'canary'};
const BASIC = `Basic ${Buffer.from('maria:canary').toString('base64')}`;

type Answers = Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>>;

const notFound: Answers[string] = (_request, response) => void response.writeHead(404).end();

describe('what a registry says of a name', () => {
    let server: Server;
    let host = '';
    let answers: Answers;
    let asked: string[];
    beforeEach(async () => {
        asked = [];
        server = createServer((request, response) => {
            const path = (request.url ?? '').split('?')[0] ?? '';
            asked.push(`${request.url ?? ''} ${request.headers.authorization ?? '-'}`);
            const answer = answers[path];
            (answer ?? notFound)(request, response);
        }).listen(0, '127.0.0.1');
        await new Promise((listening) => server.once('listening', listening));
        host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterEach(() => {
        server.closeAllConnections();
        server.close();
    });

    const ask = (login?: typeof LOGIN) => {
        const image = parseImageReference(`${host}/team/chat:11.7.2`);
        if (!image) {
            throw new Error('not an image');
        }
        return askRegistry(image, login, 5_000);
    };
    const say = (body: object) => (_request: IncomingMessage, response: ServerResponse) => {
        response.writeHead(200, {'Docker-Content-Digest': DIGEST}).end(JSON.stringify(body));
    };
    const refuse = (challenge: string, then: Answers[string]): Answers[string] => {
        return (request, response) =>
            request.headers.authorization === undefined
                ? response.writeHead(401, {'WWW-Authenticate': challenge}).end()
                : then(request, response);
    };
    const INDEX = say({manifests: [{platform: {architecture: 'amd64'}}, {platform: {architecture: 'unknown'}}, {}]});
    const MANIFEST = '/v2/team/chat/manifests/11.7.2';

    test('an index names its architectures; attestations are none', async () => {
        answers = {[MANIFEST]: INDEX};
        expect(await ask()).toEqual({code: 'found', digest: DIGEST, architectures: ['amd64']});
    });

    test('a single image’s architecture is in its configuration', async () => {
        answers = {
            [MANIFEST]: say({config: {digest: CONFIG}}),
            [`/v2/team/chat/blobs/${CONFIG}`]: say({architecture: 'arm64'}),
        };
        expect(await ask()).toMatchObject({architectures: ['arm64']});
        answers = {[MANIFEST]: say({config: {digest: CONFIG}})};
        expect(await ask()).toMatchObject({code: 'found', architectures: []});
    });

    test('a token of the service the registry names, for the login of the pull secret', async () => {
        answers = {
            [MANIFEST]: refuse(
                `Bearer realm="http://${host}/token",service="r",scope="repository:team/chat:pull"`,
                INDEX,
            ),
            '/token': (_request, response) => void response.end(JSON.stringify({token: 'a-token'})),
        };
        expect((await ask(LOGIN)).code).toBe('found');
        expect(asked).toEqual([
            `${MANIFEST} -`,
            `/token?service=r&scope=repository%3Ateam%2Fchat%3Apull ${BASIC}`,
            `${MANIFEST} Bearer a-token`,
        ]);
    });

    test('name and password where the registry wants those', async () => {
        answers = {[MANIFEST]: refuse('Basic realm="r"', INDEX)};
        expect((await ask(LOGIN)).code).toBe('found');
        expect((await ask()).code).toBe('denied');
    });

    test('the login goes to no address in clear text that the registry points to', async () => {
        answers = {[MANIFEST]: refuse('Bearer realm="http://registry.example/token"', INDEX)};
        expect((await ask(LOGIN)).code).toBe('denied');
    });

    test.each([
        ['absent', {}],
        ['denied', {[MANIFEST]: (_: IncomingMessage, response: ServerResponse) => void response.writeHead(403).end()}],
        ['unreachable', {[MANIFEST]: (_: IncomingMessage, response: ServerResponse) => void response.end('a page')}],
        [
            'unreachable',
            {
                [MANIFEST]: (_: IncomingMessage, response: ServerResponse) =>
                    void response.writeHead(302, {Location: '/elsewhere'}).end(),
            },
        ],
    ])('%s', async (code, given) => {
        answers = given;
        expect(await ask()).toEqual({code});
    });

    test('a registry that is not there', async () => {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
        expect(await ask()).toEqual({code: 'unreachable'});
    });
});
