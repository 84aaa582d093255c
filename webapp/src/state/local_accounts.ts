import * as z from 'zod/mini';
import type {Server} from '../client/server.ts';

const Users = z.array(
    z.object({
        auth_service: z._default(z.string(), ''),
        roles: z._default(z.string(), ''),
        is_bot: z._default(z.boolean(), false),
        remote_id: z.nullish(z.string()),
    }),
);

/** More users than this are not counted from a browser: the agent asks the server by local mode instead. */
const MAX_PAGES = 25;
const PAGE_SIZE = 200;

/** Active people who sign in with a password of this site; undefined where there are too many to count, or no list. */
export async function countLocalAccounts(server: Server): Promise<{users: number; admins: number} | undefined> {
    const count = {users: 0, admins: 0};
    for (let page = 0; page < MAX_PAGES; page += 1) {
        const users = Users.safeParse(await server.fetchUsers(page)).data;
        if (!users) {
            return undefined;
        }
        for (const user of users) {
            if (user.auth_service === '' && !user.is_bot && (user.remote_id ?? '') === '') {
                count.users += 1;
                count.admins += user.roles.split(/\s+/).includes('system_admin') ? 1 : 0;
            }
        }
        if (users.length < PAGE_SIZE) {
            return count;
        }
    }
    return undefined;
}
