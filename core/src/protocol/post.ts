import * as z from 'zod/mini';

export const REQUEST_TYPE = 'custom_fips_request';
export const REPLY_TYPE = 'custom_fips_reply';

/** What we read of a Mattermost post (server/public/model/post.go). Times are milliseconds since 1970, server clock. */
export const QueuePost = z.object({
    id: z.string(),
    create_at: z.number(),
    update_at: z.number(),
    edit_at: z.number(),
    delete_at: z.number(),
    user_id: z.string(),
    channel_id: z.string(),
    root_id: z.string(),
    original_id: z.string(),
    message: z.string(),
    type: z.string(),
    props: z.pipe(
        z.nullish(z.record(z.string(), z.unknown())),
        z.transform((props): Readonly<Record<string, unknown>> => props ?? {}),
    ),
    remote_id: z.nullish(z.string()),
});
export type QueuePost = z.infer<typeof QueuePost>;

/** What we read of a Mattermost user. */
export const QueueUser = z.object({
    id: z.string(),
    username: z.string(),
    roles: z.string(),
    delete_at: z.number(),
    is_bot: z.nullish(z.boolean()),
    remote_id: z.nullish(z.string()),
    create_at: z.nullish(z.number()),
    update_at: z.nullish(z.number()),
});
export type QueueUser = z.infer<typeof QueueUser>;

/** True when the props carry one of the server's marks for "not typed by this user". */
export function hasForeignMark(props: Readonly<Record<string, unknown>>): boolean {
    return Object.keys(props).some(
        (key) =>
            key === 'from_webhook' || key === 'from_oauth_app' || key === 'from_plugin' || key.startsWith('override_'),
    );
}

/** A live human account with the system_admin role, of this server. */
export function isSystemAdmin(user: QueueUser): boolean {
    return (
        user.roles.split(/\s+/).includes('system_admin') &&
        user.delete_at === 0 &&
        user.is_bot !== true &&
        (user.remote_id ?? '') === ''
    );
}
