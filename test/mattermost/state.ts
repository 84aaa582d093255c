import type {JsonObject} from './json_value.ts';

/** Times are milliseconds since 1970 by the world's clock, as in the product. */
export interface User {
    id: string;
    create_at: number;
    update_at: number;
    delete_at: number;
    username: string;
    /** scrypt of the password, '' for bots and accounts that sign in elsewhere. */
    password_hash: string;
    auth_service: string;
    email: string;
    nickname: string;
    first_name: string;
    last_name: string;
    position: string;
    roles: string;
    last_password_update: number;
    locale: string;
    remote_id?: string;
    is_bot: boolean;
}

export interface Bot {
    user_id: string;
    username: string;
    display_name: string;
    description: string;
    owner_id: string;
    create_at: number;
    update_at: number;
    delete_at: number;
}

export interface Session {
    id: string;
    token: string;
    csrf: string;
    user_id: string;
    create_at: number;
    expires_at: number;
}

export interface AccessToken {
    id: string;
    token: string;
    user_id: string;
    description: string;
    is_active: boolean;
    /** 0: never. */
    expires_at: number;
}

export interface Status {
    status: string;
    manual: boolean;
    last_activity_at: number;
}

export interface Team {
    id: string;
    create_at: number;
    update_at: number;
    delete_at: number;
    display_name: string;
    name: string;
    description: string;
    email: string;
    type: string;
    invite_id: string;
    allow_open_invite: boolean;
}

export interface Membership {
    /** Of a team or of a channel. */
    group_id: string;
    user_id: string;
    /** team_user, team_admin, channel_user, channel_admin. */
    roles: string;
    create_at: number;
}

export interface Channel {
    id: string;
    create_at: number;
    update_at: number;
    delete_at: number;
    team_id: string;
    /** O(pen), P(rivate), D(irect). */
    type: string;
    display_name: string;
    name: string;
    header: string;
    purpose: string;
    last_post_at: number;
    total_msg_count: number;
    creator_id: string;
    shared: boolean;
}

export interface Post {
    id: string;
    create_at: number;
    update_at: number;
    edit_at: number;
    delete_at: number;
    is_pinned: boolean;
    user_id: string;
    channel_id: string;
    root_id: string;
    /** Set on history rows: the post this was a version of. */
    original_id: string;
    message: string;
    type: string;
    props: JsonObject;
    file_ids: string[];
    pending_post_id: string;
    /** Absent on the server's own posts. */
    remote_id?: string;
}

export interface Reaction {
    user_id: string;
    post_id: string;
    emoji_name: string;
    create_at: number;
}

export interface IncomingWebhook {
    id: string;
    create_at: number;
    update_at: number;
    delete_at: number;
    user_id: string;
    channel_id: string;
    team_id: string;
    display_name: string;
    description: string;
    channel_locked: boolean;
}

export interface FileInfo {
    id: string;
    user_id: string;
    channel_id: string;
    post_id: string;
    create_at: number;
    name: string;
    size: number;
    mime_type: string;
}

export interface Job {
    id: string;
    type: string;
    priority: number;
    create_at: number;
    start_at: number;
    last_activity_at: number;
    status: string;
    progress: number;
    data: JsonObject | null;
}

export interface Licence {
    id: string;
    sku_short_name: string;
    users: number;
    issued_at: number;
    starts_at: number;
    expires_at: number;
    is_trial: boolean;
}

/** Everything that lives in the product's database; plain JSON, so that a container can keep it on disk. */
export interface WorldState {
    installation_at: number;
    telemetry_id: string;
    signing_key: string;
    config: JsonObject;
    licence: Licence | null;
    users: User[];
    bots: Bot[];
    sessions: Session[];
    tokens: AccessToken[];
    statuses: Record<string, Status>;
    teams: Team[];
    team_members: Membership[];
    channels: Channel[];
    channel_members: Membership[];
    posts: Post[];
    reactions: Reaction[];
    webhooks: IncomingWebhook[];
    files: FileInfo[];
    jobs: Job[];
    log: string[];
}
