import * as z from 'zod/mini';
import type {LocalMode} from '../server/local_mode.ts';

const Bots = z.array(z.object({user_id: z.string(), username: z.string(), owner_id: z.string()}));
const User = z.object({username: z.string()});

/**
 * The bot's name and who made it: its token dies when that account is deactivated (security.md rule 6). A bot converted
 * from a user by local mode is its own maker. Undefined where local mode cannot tell.
 */
export async function findBotMaker(
    localMode: LocalMode,
    botUserId: string,
): Promise<{readonly bot: string; readonly maker: string} | undefined> {
    const bots = Bots.safeParse((await localMode.run('bot', 'list', '--all'))?.json);
    const bot = bots.data?.find((one) => one.user_id === botUserId);
    if (!bot) {
        return undefined;
    }
    if (bot.owner_id === bot.user_id) {
        return {bot: bot.username, maker: bot.username};
    }
    // The search prints one user as itself, not as a list of one.
    const maker = User.safeParse((await localMode.run('user', 'search', bot.owner_id))?.json);
    return {bot: bot.username, maker: maker.data?.username ?? bot.owner_id};
}
