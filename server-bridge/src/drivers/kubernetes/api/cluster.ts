import {Buffer} from 'node:buffer';
import type {IncomingMessage} from 'node:http';
import {Agent, request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';
import type {RequestOptions} from 'node:https';
import {FipsError, isFipsError, parseJson} from '@fips-readiness/core';
import {printPath} from './ask.ts';
import type {Ask} from './ask.ts';
import type {Login} from './kubeconfig.ts';

/** More than any object or page of a list has. */
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;

/** Shorter than any server or load balancer keeps a connection on which nothing is said. */
const IDLE_MS = 5_000;

const METHODS = {get: 'GET', list: 'GET', create: 'POST', patch: 'PATCH', apply: 'PATCH', delete: 'DELETE'} as const;

const JSON_TYPE = 'application/json';
const BODY_TYPES: Readonly<Partial<Record<Ask['verb'], string>>> = {
    patch: 'application/json-patch+json',
    // Every JSON is YAML.
    apply: 'application/apply-patch+yaml',
};

/** The Kubernetes API as one user reaches it. What it answers is outside data, and may hold secrets. */
export type Cluster = {
    readonly context: string;
    readonly login: Login;
    /** Ports that are forwarded to pods close then; absent: as long as the process lives. */
    readonly until?: AbortSignal;
    /**
     * The object, the list, or what was made or changed; of a list that has expired the Status. Undefined where there is nothing of
     * that name. Throws FipsError.
     */
    readonly call: (ask: Ask, body?: object) => Promise<unknown>;
    /** A stream of bytes, for what is not JSON. Throws FipsError. */
    readonly open: (ask: Ask, signal: AbortSignal) => Promise<IncomingMessage>;
};

/** Nothing is connected before something is asked. `limitMs` is for one answer. */
export function makeCluster(login: Login, limitMs: number): Cluster {
    const {context, server} = login;

    const send = async (ask: Ask, signal: AbortSignal, body?: string): Promise<IncomingMessage> => {
        const url = new URL(`${server.replace(/\/+$/, '')}${printPath(ask)}`);
        const options: RequestOptions = {};
        try {
            await stopAt(signal, login.config.applyToHTTPSOptions(options));
        } catch {
            throw signal.aborted ? unreachable() : new FipsError('cluster_login_refused', {context});
        }
        keepConnections(options.agent);
        return new Promise((resolve, reject) => {
            const call = (url.protocol === 'https:' ? requestHttps : requestHttp)(
                url,
                {
                    ...options,
                    method: METHODS[ask.verb],
                    signal,
                    headers: {
                        ...options.headers,
                        Accept: ask.subresource === 'log' ? '*/*' : JSON_TYPE,
                        ...(body !== undefined && {
                            // Without its length Node sends the body of a DELETE unframed.
                            'Content-Length': Buffer.byteLength(body),
                            'Content-Type': BODY_TYPES[ask.verb] ?? JSON_TYPE,
                        }),
                    },
                },
                resolve,
            );
            call.on('error', () => {
                // The server closed a kept connection just then; to look once more changes nothing.
                if (call.reusedSocket && METHODS[ask.verb] === 'GET' && !signal.aborted) {
                    send(ask, signal, body).then(resolve, reject);
                } else {
                    reject(unreachable());
                }
            });
            call.end(body);
        });
    };
    /** A login may be replaced while a run goes on: what is refused is sent once more, with the login as it is by then. */
    const sendLoggedIn = async (ask: Ask, signal: AbortSignal, body?: string): Promise<IncomingMessage> => {
        const answer = await send(ask, signal, body);
        if (answer.statusCode !== 401 || !(await login.renew())) {
            return answer;
        }
        answer.resume();
        return send(ask, signal, body);
    };
    const unreachable = () => new FipsError('cluster_unreachable', {context, seconds: Math.round(limitMs / 1000)});

    const judge = (ask: Ask, status: number): FipsError | undefined => {
        if (status >= 200 && status < 300) {
            return undefined;
        }
        const resource = ask.subresource === undefined ? ask.resource : `${ask.resource}/${ask.subresource}`;
        switch (status) {
            case 401:
                return new FipsError('cluster_login_refused', {context});
            case 403:
                return new FipsError('cluster_forbidden', {
                    verb: ask.verb,
                    resource,
                    group: ask.group,
                    place:
                        ask.namespace === undefined
                            ? 'the whole cluster (--namespace names one namespace)'
                            : `the namespace ${ask.namespace}`,
                });
            default:
                return new FipsError('cluster_refused', {status, verb: ask.verb, resource});
        }
    };

    return {
        context,
        login,
        call: async (ask, body) => {
            const signal = AbortSignal.timeout(limitMs);
            const answer = await sendLoggedIn(ask, signal, body && JSON.stringify(body));
            const text = await readText(answer).catch((error: unknown) => {
                throw isFipsError(error) ? error : unreachable();
            });
            const status = answer.statusCode ?? 0;
            if (status === 404) {
                return undefined;
            }
            const failure = judge(ask, status);
            // A list that has expired is answered with the token of its next page.
            if (failure && !(status === 410 && ask.verb === 'list')) {
                throw failure;
            }
            return parseJson(text);
        },
        open: async (ask, signal) => {
            const answer = await sendLoggedIn(ask, signal);
            const failure = judge(ask, answer.statusCode ?? 0);
            if (failure) {
                answer.destroy();
                throw failure;
            }
            return answer;
        },
    };
}

/**
 * The client library makes a connection for each question, and reads its certificates again: memory outside of the heap that is
 * freed late. The same one is used again instead, and closed when nothing was asked for a while.
 */
function keepConnections(agent: RequestOptions['agent']): void {
    if (agent instanceof Agent) {
        // What Node reads at each request, and has no types for.
        const {options} = agent as unknown as {readonly options: object};
        Object.assign(options, {timeout: IDLE_MS});
        Object.assign(agent, {keepAlive: true});
    }
}

async function readText(answer: IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of answer as AsyncIterable<Buffer>) {
        bytes += part.length;
        if (bytes > LARGEST_ANSWER_BYTES) {
            throw new Error('the answer is too large');
        }
        parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
}

/** A program the kubeconfig names for the login may hang. */
function stopAt<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
        });
        work.then(resolve, reject);
    });
}
