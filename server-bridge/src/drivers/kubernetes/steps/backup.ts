import {attestBackup, runOwnBackup} from '../../../backup/backup_without_dump.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer} from '../../../port/step_result.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';

/** Somebody attests a backup, or their own command makes it; before the patch. */
export function makeBackup(run: KubernetesRun): Performer {
    return async (signal) => {
        switch (run.plan.backup.way) {
            case 'attest':
                return attestBackup(run);
            case 'command':
                return runOwnBackup(run, signal);
            case 'none':
                return done('already');
            case 'dump':
                return failed('no_database_container');
        }
    };
}
