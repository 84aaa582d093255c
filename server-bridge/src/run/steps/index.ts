import type {BackStepCode, StepCode} from '@fips-readiness/core';
import type {RunContext} from '../run_context.ts';
import type {Performer} from '../step_result.ts';
import {makeBackup} from './backup.ts';
import {makePerform, makeRevert} from './change.ts';
import {makeFinish} from './finish.ts';
import {makeInspect} from './inspect.ts';
import {makeKeepImage} from './keep_image.ts';
import {makePull} from './pull.ts';
import {makeRehearse} from './rehearse.ts';
import {makeRescueKit} from './rescue_kit.ts';
import {makeRestorePassword, makeRotate} from './rotate.ts';
import {makeVerify, makeVerifyBack} from './verify.ts';
import {makeWait} from './wait.ts';

/** Every step's action, by its code. */
export function makeSteps(context: RunContext): Readonly<Record<StepCode, Performer>> {
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
        wait: makeWait(context, 'to'),
        verify: makeVerify(context),
        finish: makeFinish(context),
    };
}

/** Every step of the way back, by its code. */
export function makeBackSteps(context: RunContext): Readonly<Record<BackStepCode, Performer>> {
    return {
        restore_files: makeRevert(context, 'edit'),
        restore_password: makeRestorePassword(context),
        restore_container: makeRevert(context, 'recreate'),
        wait_back: makeWait(context, 'from'),
        verify_back: makeVerifyBack(context),
    };
}
