import {codeOf, readProblem, ServerProblem} from './server_problem.ts';

const TIMEOUT_MS = 20_000;

/** An answer, and the server's own clock beside it (milliseconds; NaN where no Date header came). */
export type Answer = {readonly json: unknown; readonly serverNowMs: number};

/** `redact` lets the sentence of an error through, without secrets; without it no sentence of the server is kept. */
export type RequestOptions = {readonly timeoutMs?: number; readonly redact?: (sentence: string) => string};

/**
 * One call of Mattermost's API with the session of the browser. Cookie sessions need the CSRF token of their cookie on
 * everything but GET; a failed check ends the session, so both of the server's proofs are sent (web/handlers.go).
 * Throws ServerProblem.
 */
export async function requestJson(
    url: string,
    method: string,
    body?: unknown,
    {timeoutMs = TIMEOUT_MS, redact = () => ''}: RequestOptions = {},
): Promise<Answer> {
    try {
        const response = await fetch(url, {
            method,
            credentials: 'include',
            redirect: 'error',
            signal: AbortSignal.timeout(timeoutMs),
            headers: {
                'X-Requested-With': 'XMLHttpRequest',
                ...(method === 'GET' ? {} : {'X-CSRF-Token': readCsrfToken()}),
                ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
            },
            ...(body === undefined ? {} : {body: JSON.stringify(body)}),
        });
        const isJson = response.headers.get('Content-Type')?.startsWith('application/json') === true;
        const json: unknown = isJson ? await response.json().catch(() => undefined) : undefined;
        if (json === undefined) {
            throw new ServerProblem('not_mattermost');
        }
        if (!response.ok) {
            throw new ServerProblem(codeOf(response.status), readId(json), redact(readText(json, 'message')));
        }
        return {json, serverNowMs: Date.parse(response.headers.get('Date') ?? '')};
    } catch (error) {
        throw readProblem(error);
    }
}

/** The server's code for an error is shown, its sentence only where it was asked for: it may quote anything. */
function readId(json: unknown): string {
    const id = readText(json, 'id');
    return /^[a-z0-9_.]{1,100}$/i.test(id) ? id : '';
}

function readText(json: unknown, key: string): string {
    const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, key) : undefined;
    return typeof value === 'string' ? value : '';
}

function readCsrfToken(): string {
    return /(?:^|;\s*)MMCSRF=([^;]*)/.exec(document.cookie)?.[1] ?? '';
}
