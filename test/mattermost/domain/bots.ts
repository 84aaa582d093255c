import {AppError, permissionMissing} from '../app_error.ts';
import type {JsonObject} from '../json_value.ts';
import type {Bot, User} from '../state.ts';
import type {World} from '../world_shape.ts';
import {createUser, updateUser} from './users.ts';

/** A bot account of `owner`, a plain system_user. */
export function createBot(
    world: World,
    setup: {readonly username: string; readonly display_name?: string; readonly description?: string},
    owner: User,
): Bot {
    const user = createUser(world, {
        username: setup.username,
        email: `${setup.username.toLowerCase()}@localhost`,
        is_bot: true,
    });
    user.first_name = setup.display_name ?? '';
    return saveBot(world, user, owner.id, setup.display_name ?? '', setup.description ?? '');
}

function saveBot(world: World, user: User, ownerId: string, displayName: string, description: string): Bot {
    const now = world.now();
    const bot: Bot = {
        user_id: user.id,
        username: user.username,
        display_name: displayName,
        description,
        owner_id: ownerId,
        create_at: now,
        update_at: now,
        delete_at: 0,
    };
    world.state.bots.push(bot);
    return bot;
}

/** Makes an account a bot that owns itself: needs no EnableBotAccountCreation. */
export function convertToBot(world: World, user: User): Bot {
    if (user.is_bot) {
        throw new AppError(500, 'app.bot.createbot.internal_error', 'Unable to save the bot.');
    }
    const bot = saveBot(world, user, user.id, user.first_name, '');
    updateUser(world, user, {is_bot: true, password_hash: ''});
    return bot;
}

/** Gives a bot to a person; bots own no bots. */
export function assignBot(world: World, bot: Bot, owner: User): void {
    if (owner.is_bot) {
        throw permissionMissing();
    }
    Object.assign(bot, {owner_id: owner.id, update_at: world.now()});
}

export function viewBot(bot: Bot): JsonObject {
    return {
        user_id: bot.user_id,
        username: bot.username,
        ...(bot.display_name === '' ? {} : {display_name: bot.display_name}),
        ...(bot.description === '' ? {} : {description: bot.description}),
        owner_id: bot.owner_id,
        create_at: bot.create_at,
        update_at: bot.update_at,
        delete_at: bot.delete_at,
    };
}
