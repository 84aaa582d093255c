import {attestBackup, runOwnBackup} from '../../../backup/backup_without_dump.ts';
import {runDump} from '../../../backup/run_dump.ts';
import {makeContainerTools} from '../database/container_tools.ts';
import {findDataSource} from '../facts/find_data_source.ts';
import type {DockerRun} from '../run/docker_run.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer, StepProgressReport, StepResult} from '../../../port/step_result.ts';

/** The database is saved, or somebody vouches that it was; before the first change. */
export function makeBackup(context: DockerRun): Performer {
    return (signal, onProgress) => {
        switch (context.plan.backup.way) {
            case 'dump':
                return dump(context, signal, onProgress);
            case 'attest':
                return Promise.resolve(attestBackup(context));
            case 'command':
                return runOwnBackup(context, signal);
            case 'none':
                return Promise.resolve(done('already'));
        }
    };
}

async function dump(
    context: DockerRun,
    signal: AbortSignal,
    onProgress: (progress: StepProgressReport) => void,
): Promise<StepResult> {
    const {engine, changer, plan} = context;
    const container = await changer.find({plan});
    const source = container && (await findDataSource(engine, container));
    if (!source?.database) {
        return failed('no_database_container');
    }
    const tools = makeContainerTools({engine, containerId: source.database.id, dsn: source.dsn});
    return runDump(context, tools, signal, onProgress);
}
