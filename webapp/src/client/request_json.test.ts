import {http, HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import {requestJson} from './request_json.ts';
import {ServerProblem} from './server_problem.ts';

const URL_HERE = 'http://localhost/api/v4/thing';
const server = setupServer();

beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function problemOf(asked: Promise<unknown>): Promise<ServerProblem> {
    const problem = await asked.then(
        () => undefined,
        (error: unknown) => error,
    );
    if (!(problem instanceof ServerProblem)) {
        throw new Error(`no ServerProblem: ${String(problem)}`);
    }
    return problem;
}

it('sends both proofs that a script of this site asks, on everything but GET', async () => {
    document.cookie = 'MMCSRF=csrf-of-this-session';
    const seen: (string | null)[][] = [];
    server.use(
        http.all(URL_HERE, ({request}) => {
            seen.push([request.headers.get('x-csrf-token'), request.headers.get('x-requested-with')]);
            return HttpResponse.json({});
        }),
    );
    await requestJson(URL_HERE, 'PUT', {a: 1});
    await requestJson(URL_HERE, 'GET');
    expect(seen).toEqual([
        ['csrf-of-this-session', 'XMLHttpRequest'],
        [null, 'XMLHttpRequest'],
    ]);
});

it('tells the server’s own clock', async () => {
    server.use(http.get(URL_HERE, () => HttpResponse.json({}, {headers: {Date: 'Mon, 23 Nov 2026 12:00:00 GMT'}})));
    expect((await requestJson(URL_HERE, 'GET')).serverNowMs).toBe(Date.UTC(2026, 10, 23, 12));
});

it.each([
    [401, 'not_signed_in'],
    [403, 'no_permission'],
    [404, 'not_found'],
    [400, 'refused'],
    [500, 'server_error'],
])('%i -> %s, with the server’s code and never its sentence', async (status, code) => {
    const body = {id: 'api.some.error', message: 'DSN postgres://mm:secret@db'};
    server.use(http.get(URL_HERE, () => HttpResponse.json(body, {status})));
    const problem = await problemOf(requestJson(URL_HERE, 'GET'));
    expect([problem.code, problem.id]).toEqual([code, 'api.some.error']);
    expect(JSON.stringify(problem) + problem.message).not.toContain('secret');
});

it('takes a proxy’s error page for what it is', async () => {
    server.use(http.get(URL_HERE, () => HttpResponse.html('<h1>502 Bad Gateway</h1>', {status: 502})));
    expect((await problemOf(requestJson(URL_HERE, 'GET'))).code).toBe('not_mattermost');
});

it('takes no answer for offline', async () => {
    server.use(http.get(URL_HERE, () => HttpResponse.error()));
    expect((await problemOf(requestJson(URL_HERE, 'GET'))).code).toBe('offline');
});

it('keeps the server’s sentence only where it is asked for, as the caller has redacted it', async () => {
    const body = {id: 'api.some.error', message: 'DSN postgres://mm:secret@db'};
    server.use(http.post(URL_HERE, () => HttpResponse.json(body, {status: 500})));
    const redact = (sentence: string) => sentence.replace('secret', '[redacted]');
    const problem = await problemOf(requestJson(URL_HERE, 'POST', undefined, {redact}));
    expect(problem.sentence).toBe('DSN postgres://mm:[redacted]@db');
});
