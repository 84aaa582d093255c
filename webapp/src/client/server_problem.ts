/** Why a call gave nothing. Permanent codes; words under `problem.<code>`. */
export type ServerProblemCode =
    | 'offline'
    | 'timed_out'
    | 'not_signed_in'
    | 'no_permission'
    | 'not_found'
    | 'refused'
    | 'not_mattermost'
    | 'server_error';

/**
 * A call that failed. `id` is the server's own code for it (a word); '' where it gave none. `sentence` is what the server said
 * of it, without secrets, where the caller has asked for that; else ''.
 */
export class ServerProblem extends Error {
    readonly code: ServerProblemCode;
    readonly id: string;
    readonly sentence: string;

    constructor(code: ServerProblemCode, id = '', sentence = '') {
        super(code);
        this.name = 'ServerProblem';
        this.code = code;
        this.id = id;
        this.sentence = sentence;
    }
}

/** The problem behind whatever `fetch` or a schema threw. */
export function readProblem(error: unknown): ServerProblem {
    if (error instanceof ServerProblem) {
        return error;
    }
    const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : '';
    switch (name) {
        // What fetch throws where nothing answers.
        case 'TypeError':
            return new ServerProblem('offline');
        case 'TimeoutError':
        case 'AbortError':
            return new ServerProblem('timed_out');
        default:
            return new ServerProblem('not_mattermost');
    }
}

/** The problem an HTTP status stands for. */
export function codeOf(status: number): ServerProblemCode {
    switch (status) {
        case 401:
            return 'not_signed_in';
        case 403:
            return 'no_permission';
        case 404:
            return 'not_found';
        default:
            return status >= 500 ? 'server_error' : 'refused';
    }
}
