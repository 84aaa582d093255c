import {readStartLog} from '../../../start_log/read_start_log.ts';
import type {DockerRun} from './docker_run.ts';

const LINES = 2_000;
/** The site is down meanwhile: what is not read by then is cut. */
const LOG_LIMITS = {bytes: 4 * 1024 * 1024, timeMs: 5_000};

/** What is gone once the old container is back: the failed one's log, what it means, and how it ended. Kept for a person, mode 0600. */
export async function keepFailure({changer, engine, plan, keepOutput}: DockerRun): Promise<void> {
    const container = await changer.find({plan});
    if (!container) {
        return;
    }
    await keepOutput('failed-container.log', await engine.fetchLogs(container.id, LINES));
    const read = await readStartLog(
        [{instance: container, readLogs: ({id}, options) => engine.readLogs(id, options)}],
        LOG_LIMITS,
    );
    await keepOutput('failed-start-log.json', `${JSON.stringify(read, null, 2)}\n`);
    const {id: containerId, name, imageId, state, health, exitCode, restartCount, startedAt} = container;
    await keepOutput(
        'failed-container.json',
        JSON.stringify({id: containerId, name, imageId, state, health, exitCode, restartCount, startedAt}, null, 2),
    );
}
