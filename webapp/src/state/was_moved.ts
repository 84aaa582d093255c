import {hasMoved} from '@fips-readiness/core';
import type {Move} from './move.ts';

/** Has a run known here brought the deployment to another image, with findings or without, and was not rolled back? */
export function wasMoved({history, run}: Pick<Move, 'history' | 'run'>): boolean {
    return (
        history.some(({goal, end}) => goal !== 'rotate' && end === 'succeeded') ||
        (run?.plan !== undefined && run.plan.goal !== 'rotate' && hasMoved(run.state))
    );
}
