import {attestBackup, runOwnBackup} from '../../../backup/backup_without_dump.ts';
import {runDump} from '../../../backup/run_dump.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer, StepProgressReport, StepResult} from '../../../port/step_result.ts';
import {findDump} from '../backup/find_dump.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {whileClusterIsAway} from './where_cluster_answers.ts';

/** The database is saved, or somebody attests that it was; before the first change. */
export function makeBackup(run: KubernetesRun): Performer {
    return async (signal, onProgress) => {
        switch (run.plan.backup.way) {
            case 'dump':
                return dump(run, signal, onProgress);
            case 'attest':
                return attestBackup(run);
            case 'command':
                return runOwnBackup(run, signal);
            case 'none':
                return done('already');
        }
    };
}

async function dump(
    run: KubernetesRun,
    signal: AbortSignal,
    onProgress: (progress: StepProgressReport) => void,
): Promise<StepResult> {
    const {cluster, target} = run;
    const found = await whileClusterIsAway(run, async () => {
        const [instance] = await run.findInstances();
        return findDump(cluster, target.namespace, instance?.environment ?? new Map());
    });
    switch (found.code) {
        case 'found':
            return runDump(run, found.tools, signal, onProgress);
        case 'pg_dump_too_old':
            return failed(found.code, {version: found.version, needed: found.needed});
        case 'no_pg_dump':
        case 'database_not_reached':
            return failed(found.code);
    }
}
