import type {HttpHandler} from 'msw';

import {AppError, permissionMissing} from '../app_error.ts';
import {effectiveConfig} from '../config/effective.ts';
import {isOn} from '../config/setting.ts';
import {assignBot, createBot, viewBot} from '../domain/bots.ts';
import {setBotActive} from '../domain/users.ts';
import {textOf} from '../json_value.ts';
import type {Bot} from '../state.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {answerJson, readPaging, route, takePage} from './route.ts';

function findBot(call: Call): Bot {
    call.permitted('create_bot');
    const bot = call.world.state.bots.find(({user_id}) => user_id === call.param('bot_id'));
    if (bot === undefined) {
        throw new AppError(404, 'store.sql_bot.get.missing.app_error', 'Bot does not exist.');
    }
    return bot;
}

export function makeBotHandlers(world: World): HttpHandler[] {
    const activate = (path: string, isActive: boolean): HttpHandler =>
        route(world, 'post', path, (call) => {
            const bot = findBot(call);
            setBotActive(world, bot, isActive);
            return viewBot(bot);
        });
    return [
        route(world, 'post', '/api/v4/bots', async (call) => {
            const caller = call.permitted('create_bot');
            if (caller.is_bot) {
                throw permissionMissing();
            }
            if (!isOn(effectiveConfig(world), 'ServiceSettings.EnableBotAccountCreation')) {
                throw new AppError(403, 'api.bot.create_disabled', 'Bot creation has been disabled.');
            }
            const body = await call.body();
            const setup = {
                username: textOf(body, 'username'),
                display_name: textOf(body, 'display_name'),
                description: textOf(body, 'description'),
            };
            return answerJson(viewBot(createBot(world, setup, caller)), 201);
        }),
        route(world, 'get', '/api/v4/bots', (call) => {
            call.permitted('create_bot');
            const withDeleted = call.query.get('include_deleted') === 'true';
            const bots = world.state.bots.filter(({delete_at}) => withDeleted || delete_at === 0);
            return takePage(bots, readPaging(call)).map(viewBot);
        }),
        route(world, 'get', '/api/v4/bots/:bot_id', (call) => viewBot(findBot(call))),
        route(world, 'put', '/api/v4/bots/:bot_id', async (call) => {
            const bot = findBot(call);
            const body = await call.body();
            for (const name of ['display_name', 'description'] as const) {
                if (typeof body[name] === 'string') {
                    bot[name] = textOf(body, name);
                }
            }
            bot.update_at = world.now();
            return viewBot(bot);
        }),
        activate('/api/v4/bots/:bot_id/disable', false),
        activate('/api/v4/bots/:bot_id/enable', true),
        route(world, 'post', '/api/v4/bots/:bot_id/assign/:user_id', (call) => {
            const bot = findBot(call);
            assignBot(world, bot, call.target());
            return viewBot(bot);
        }),
    ];
}
