import type {EventData} from '@fips-readiness/core';
import type {Instance, ReadLogs} from '../port/driver.ts';
import type {RunContext} from '../port/run_context.ts';
import {readStartLog} from '../start_log/read_start_log.ts';

/**
 * What an instance's log says since its start. Codes and counts go into the event, the lines themselves, redacted, stay in the
 * run's folder. A log that cannot be read proves nothing and changes nothing.
 */
export async function verifyLog(
    {keepOutput}: Pick<RunContext, 'keepOutput'>,
    readLogs: ReadLogs,
    instance: Instance | undefined,
): Promise<EventData> {
    try {
        const read = instance && (await readStartLog(readLogs, instance));
        if (read?.code !== 'read') {
            return {};
        }
        await keepOutput('start-log.json', `${JSON.stringify(read, null, 2)}\n`);
        return {startLog: read.log.explained.map(({code, count}) => `${code}: ${count}`)};
    } catch {
        return {};
    }
}
