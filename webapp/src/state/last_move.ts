import type {Goal} from '@fips-readiness/core';
import type {Move} from './move.ts';

/** The run that brought the deployment to the image it should run now. `at` ISO 8601. */
export type LastMove = {readonly goal: Exclude<Goal, 'rotate'>; readonly at: string};

/** The newest run that ended well and was about the image; one that was rolled back left what was before it. */
export function findLastMove({history}: Move): LastMove | undefined {
    const line = history.find(({goal, end}) => goal !== 'rotate' && end === 'succeeded');
    return line && line.goal !== 'rotate' ? {goal: line.goal, at: line.closedAt ?? line.openedAt} : undefined;
}
