import * as z from 'zod/mini';

const User = z.object({
    id: z.string(),
    username: z.string(),
    roles: z._default(z.string(), ''),
    auth_service: z._default(z.string(), ''),
});

/** Who looks at the page. Only a system admin changes anything from here: everybody else sees results. */
export type Viewer = {
    readonly id: string;
    readonly username: string;
    readonly isSystemAdmin: boolean;
    /** Signs in with a password kept by Mattermost. */
    readonly isLocal: boolean;
};

/** Reads GET /users/me; undefined where it is none. */
export function readViewer(outside: unknown): Viewer | undefined {
    const user = User.safeParse(outside).data;
    return (
        user && {
            id: user.id,
            username: user.username,
            isSystemAdmin: user.roles.split(/\s+/).includes('system_admin'),
            isLocal: user.auth_service === '',
        }
    );
}
