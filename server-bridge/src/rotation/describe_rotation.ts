import {done, failed} from '../port/step_result.ts';
import type {StepResult} from '../port/step_result.ts';
import type {Rotation} from './rotate_role.ts';

/** How a rotation ended, as a step of a run or of its rollback tells it. */
export function describeRotation(rotation: Rotation, outcome: 'rotated' | 'restored'): StepResult {
    switch (rotation.code) {
        case 'rotated': {
            const others = rotation.otherClients.filter(({application}) => application !== '');
            return done(outcome, {
                otherClients: others.map(({application, address}) => `${application} ${address}`),
            });
        }
        case 'already_rotated':
            return done(outcome);
        case 'login_refused':
        case 'unreachable':
        case 'put_back':
            return failed(rotation.code, {}, 'stop');
        case 'refused_by_server':
            return failed(rotation.code, {sqlState: rotation.sqlState}, 'stop');
        case 'put_back_failed':
            return failed(rotation.code);
    }
}

/** A database that goes away in the middle leaves either password: the next try, once it is back, tells which. */
export function leavesEither({code}: Rotation): boolean {
    return code === 'unreachable' || code === 'put_back_failed';
}
