import {Agent as HttpAgent, request as requestHttp} from 'node:http';
import {Agent as HttpsAgent, request as requestHttps} from 'node:https';

/** How one user reaches an API server. `ca` is trusted for `https`. */
export type ApiLogin = {readonly url: string; readonly token: string; readonly ca?: string};

export type ApiRequest = {
    readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    /** With its query. */
    readonly path: string;
    readonly body?: unknown;
    readonly contentType?: string;
};

/** What came back: JSON as it was, else text. */
export type ApiAnswer = {readonly status: number; readonly body: unknown};

/** Asks one question. Throws where nothing answers; a refusal is an answer. */
export type ApiClient = (request: ApiRequest) => Promise<ApiAnswer>;

const ANSWER_LIMIT_MS = 30_000;

/** Speaks to an API server over HTTP or HTTPS as the user of a token. */
export function makeApiClient({url, token, ca}: ApiLogin): ApiClient {
    const isSecure = url.startsWith('https:');
    const agent = isSecure ? new HttpsAgent({keepAlive: true, ca}) : new HttpAgent({keepAlive: true});
    return ({method = 'GET', path, body, contentType = 'application/json'}) => {
        const text = body === undefined ? undefined : JSON.stringify(body);
        return new Promise((resolve, reject) => {
            const call = (isSecure ? requestHttps : requestHttp)(
                `${url}${path}`,
                {
                    method,
                    agent,
                    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
                    headers: {
                        Authorization: `Bearer ${token}`,
                        Accept: 'application/json',
                        // Node sends no length with a DELETE of its own accord.
                        ...(text !== undefined && {
                            'Content-Type': contentType,
                            'Content-Length': Buffer.byteLength(text),
                        }),
                    },
                },
                (answer) => {
                    const parts: Buffer[] = [];
                    answer.on('data', (part: Buffer) => parts.push(part));
                    answer.on('error', reject);
                    answer.on('end', () =>
                        resolve({
                            status: answer.statusCode ?? 0,
                            body: readBody(Buffer.concat(parts).toString('utf8')),
                        }),
                    );
                },
            );
            call.on('error', reject);
            call.end(text);
        });
    };
}

function readBody(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}
