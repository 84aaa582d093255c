import type {DockerRun} from '../run/docker_run.ts';
import type {DriverRun} from '../../../port/driver.ts';
import {makeBackup} from './backup.ts';
import {makePerform, makeRevertEdit} from './change.ts';
import {makeFinish} from './finish.ts';
import {makeInspect} from './inspect.ts';
import {makeKeepImage} from './keep_image.ts';
import {makePull} from './pull.ts';
import {makeRehearse} from './rehearse.ts';
import {makeRescueKit} from './rescue_kit.ts';
import {makeRevertRecreate} from './revert_recreate.ts';
import {makeRestorePassword, makeRotate} from './rotate.ts';
import {makeVerify, makeVerifyBack} from './verify.ts';
import {makeWait, makeWaitBack} from './wait.ts';

/** Every step of a run on a Docker engine, by its code. */
export function makeSteps(context: DockerRun): DriverRun['steps'] {
    return {
        rescue_kit: makeRescueKit(context),
        pull: makePull(context),
        inspect: makeInspect(context),
        keep_image: makeKeepImage(context),
        backup: makeBackup(context),
        rotate: makeRotate(context),
        rehearse: makeRehearse(context),
        edit: makePerform(context, 'edit'),
        recreate: makePerform(context, 'recreate'),
        wait: makeWait(context),
        verify: makeVerify(context),
        finish: makeFinish(context),
    };
}

/** Every step of the rollback, by its code. */
export function makeBackSteps(context: DockerRun): DriverRun['backSteps'] {
    return {
        restore_password: makeRestorePassword(context),
        restore_files: makeRevertEdit(context),
        restore_container: makeRevertRecreate(context),
        wait_back: makeWaitBack(context),
        verify_back: makeVerifyBack(context),
    };
}
