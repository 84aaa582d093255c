import {FipsError} from '@fips-readiness/core';
import {readErrorCode, readErrorStatus} from '../../../foreign_error.ts';

/** The status the engine answered with; undefined where it did not answer. */
export function statusOf(error: unknown): number | undefined {
    return readErrorStatus(error, 'statusCode');
}

/** The engine took the call, or nothing was there to refuse it, and no answer came within the limit. */
export function throwEngineSlow(endpoint: string, limitMs: number): never {
    throw new FipsError('engine_slow', {endpoint, seconds: Math.round(limitMs / 1000)});
}

/** Only our own codes cross the room: the engine's texts may quote environment and paths. */
export function throwEngineFailure(error: unknown, endpoint: string): never {
    const code = readErrorCode(error);
    if (code === 'EACCES' || code === 'EPERM' || statusOf(error) === 403) {
        throw new FipsError('engine_permission', {endpoint});
    }
    if (statusOf(error) !== undefined) {
        throw new FipsError('engine_refused', {endpoint, status: statusOf(error) ?? 0});
    }
    throw new FipsError('engine_unreachable', {endpoint});
}
