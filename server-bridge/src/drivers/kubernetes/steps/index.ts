import type {DriverRun} from '../../../port/driver.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {makeBackup} from './backup.ts';
import {makeFinish} from './finish.ts';
import {makePatch, makeRestoreResource} from './patch.ts';
import {makeRehearse} from './rehearse.ts';
import {makeRescueKit} from './rescue_kit.ts';
import {makeRestorePassword, makeRotate} from './rotate.ts';
import {makeVerify, makeVerifyBack} from './verify.ts';
import {makeWait, makeWaitBack} from './wait.ts';
import {whileLeaseIsHeld, withNotedHead} from './while_lease_is_held.ts';

/** Every step of a run that changes a resource, by its code. */
export function makeSteps(run: KubernetesRun): DriverRun['steps'] {
    return {
        rescue_kit: makeRescueKit(run),
        backup: makeBackup(run),
        rotate: whileLeaseIsHeld(run, makeRotate(run)),
        rehearse: makeRehearse(run),
        patch: whileLeaseIsHeld(run, makePatch(run)),
        wait: makeWait(run),
        verify: makeVerify(run),
        finish: makeFinish(run),
    };
}

/** Every step of the rollback, by its code. */
export function makeBackSteps(run: KubernetesRun): DriverRun['backSteps'] {
    return {
        restore_password: withNotedHead(run, makeRestorePassword(run)),
        restore_resource: withNotedHead(run, makeRestoreResource(run)),
        wait_back: makeWaitBack(run),
        verify_back: makeVerifyBack(run),
    };
}
