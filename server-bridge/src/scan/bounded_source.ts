import type {Readable} from 'node:stream';
import {FipsError, isFipsError} from '@fips-readiness/core';
import type {ScanBudget} from './scan_budget.ts';

/**
 * The bytes of `source`, called `name` in errors, until the budget's time is up. Throws FipsError `scan_limit` then,
 * and `scan_unreadable` where reading fails; the foreign error's text stays behind.
 */
export async function* boundedSource(source: Readable, name: string, {signal}: ScanBudget): AsyncGenerator<Uint8Array> {
    const stop = (): unknown => source.destroy(new FipsError('scan_limit', {limit: 'time'}));
    signal.addEventListener('abort', stop, {once: true});
    try {
        for await (const chunk of source) {
            yield chunk as Uint8Array;
        }
    } catch (error) {
        throw isFipsError(error) ? error : new FipsError('scan_unreadable', {path: name});
    } finally {
        signal.removeEventListener('abort', stop);
        source.destroy();
    }
}
