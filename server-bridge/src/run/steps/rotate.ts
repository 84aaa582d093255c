import {failed} from '../step_result.ts';
import type {Performer} from '../step_result.ts';

/** The new password in PostgreSQL, proved by a login, while the old session stays open. */
export function makeRotate(): Performer {
    return async () => failed('password_not_staged');
}

/** The old password back in PostgreSQL. */
export function makeRestorePassword(): Performer {
    return async () => failed('password_not_staged');
}
