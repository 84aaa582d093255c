import {makeEvent} from '../event.ts';
import type {JsonObject} from '../json_value.ts';
import type {Status, User} from '../state.ts';
import type {World} from '../world_shape.ts';

/** GET /users/{id}/status. */
export function viewStatus(world: World, userId: string): JsonObject {
    const status: Status = world.state.statuses[userId] ?? {status: 'offline', manual: false, last_activity_at: 0};
    return {user_id: userId, ...status, dnd_end_time: 0};
}

/** Sets the presence; `online` counts as activity, everything else as chosen by hand. */
export function setStatus(world: World, user: User, status: string): void {
    const old = world.state.statuses[user.id];
    world.state.statuses[user.id] = {
        status,
        manual: status !== 'online',
        last_activity_at: status === 'online' ? world.now() : (old?.last_activity_at ?? 0),
    };
    if (old?.status !== status) {
        world.emit(makeEvent('status_change', {status, user_id: user.id}, {user_id: user.id}));
    }
}
