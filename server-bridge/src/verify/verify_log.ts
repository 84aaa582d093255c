import type {EventData} from '@fips-readiness/core';
import type {RunContext} from '../port/run_context.ts';
import {readStartLog} from '../start_log/read_start_log.ts';
import type {LogSource} from '../start_log/read_start_log.ts';

/**
 * What the logs say since each instance was started. Codes, counts and the names of those whose log is not given go into the event;
 * the lines themselves, redacted, stay in the run's folder. A log that cannot be read proves nothing and changes nothing.
 */
export async function verifyLogs(
    {keepOutput}: Pick<RunContext, 'keepOutput'>,
    sources: readonly LogSource[],
): Promise<EventData> {
    try {
        const read = await readStartLog(sources);
        if (read.code !== 'read') {
            return {};
        }
        await keepOutput('start-log.json', `${JSON.stringify(read, null, 2)}\n`);
        return {
            startLog: read.log.explained.map(({code, count}) => `${code}: ${count}`),
            ...(read.unread.length > 0 && {logsUnread: [...read.unread]}),
        };
    } catch {
        return {};
    }
}
