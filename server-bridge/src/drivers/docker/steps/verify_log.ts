import type {EventData} from '@fips-readiness/core';
import {readStartLog} from '../../../start_log/read_start_log.ts';
import type {RunContext} from '../../../run/run_context.ts';

/**
 * What the container's log says since its start. Codes and counts go into the event, the lines themselves, redacted, stay in the
 * run's folder. A log that cannot be read proves nothing and changes nothing.
 */
export async function verifyLog({changer, engine, plan, keepOutput}: RunContext): Promise<EventData> {
    try {
        const container = await changer.find({plan});
        const read = container && (await readStartLog(engine, container));
        if (read?.code !== 'read') {
            return {};
        }
        await keepOutput('start-log.json', `${JSON.stringify(read, null, 2)}\n`);
        return {startLog: read.log.explained.map(({code, count}) => `${code}: ${count}`)};
    } catch {
        return {};
    }
}
