import type {JsonObject} from './json_value.ts';

/** Something the websocket tells. Empty ids mean everybody; `isForAdmins` keeps it from everybody else. */
export interface WorldEvent {
    readonly event: string;
    readonly data: JsonObject;
    readonly user_id: string;
    readonly channel_id: string;
    readonly team_id: string;
    readonly isForAdmins: boolean;
    /** Members the product adds to `broadcast` for some events. */
    readonly flags: JsonObject;
}

export function makeEvent(event: string, data: JsonObject, to: Partial<WorldEvent> = {}): WorldEvent {
    return {user_id: '', channel_id: '', team_id: '', isForAdmins: false, flags: {}, ...to, event, data};
}
