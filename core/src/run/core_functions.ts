/** What users do with a site all day, proved by the agent's bot in its own channel, in this order. Permanent codes. */
export const CORE_FUNCTIONS = ['message', 'upload', 'search', 'thread', 'reaction', 'websocket'] as const;
export type CoreFunction = (typeof CORE_FUNCTIONS)[number];

/** Why a function was not proved. Permanent codes; words under `function.reason.<code>`. */
export const FUNCTION_REASONS = [
    'unreachable',
    'unauthorized',
    'refused',
    'unavailable',
    'differs',
    'late',
    'not_heard',
    'left_behind',
    'not_permitted',
    'no_message',
    'stopped',
    'token_unreadable',
    'unexpected',
] as const;
export type FunctionReason = (typeof FUNCTION_REASONS)[number];

/**
 * How one function went. `skipped` (switched off on the server, nothing to try it on, stopped) proves nothing and is not a failure.
 * `reason` is null where it went well; `tookMs` milliseconds, null where it was not tried.
 */
export type FunctionResult = {
    readonly function: CoreFunction;
    readonly state: 'ok' | 'failed' | 'skipped';
    readonly reason: FunctionReason | null;
    readonly tookMs: number | null;
};

/** The functions that failed, as `search: late`: codes for an event, at most one for each function. */
export function nameFailedFunctions(results: readonly FunctionResult[]): readonly string[] {
    return results.flatMap(({function: name, state, reason}) => (state === 'failed' ? [`${name}: ${reason}`] : []));
}
