import type {HttpHandler} from 'msw';

import {AppError, permissionMissing} from '../app_error.ts';
import {effectiveConfig} from '../config/effective.ts';
import {isOn} from '../config/setting.ts';
import {createToken, viewToken} from '../domain/sessions.ts';
import {textOf} from '../json_value.ts';
import {isSystemAdmin} from '../permissions.ts';
import type {AccessToken, User} from '../state.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {answerJson, DONE, readPaging, route, takePage} from './route.ts';

/** Tokens of others, bots among them, are for system admins; own ones need the setting (bots' tokens do not). */
function assertMayManage(call: Call, owner: User): void {
    const caller = call.user();
    if (!isSystemAdmin(caller)) {
        throw permissionMissing();
    }
    if (!owner.is_bot && !isOn(effectiveConfig(call.world), 'ServiceSettings.EnableUserAccessTokens')) {
        throw new AppError(
            501,
            'app.user_access_token.disabled',
            'Personal access tokens are disabled on this server. Please contact your system administrator for details.',
        );
    }
}

async function findToken(call: Call): Promise<AccessToken> {
    const caller = call.user();
    const id = textOf(await call.body(), 'token_id');
    const token = call.world.state.tokens.find((candidate) => candidate.id === id);
    if (token === undefined) {
        throw new AppError(
            404,
            'app.user_access_token.get_by_user.app_error',
            'Unable to get the personal access tokens by user.',
        );
    }
    if (!isSystemAdmin(caller)) {
        throw permissionMissing();
    }
    return token;
}

export function makeTokenHandlers(world: World): HttpHandler[] {
    return [
        route(world, 'post', '/api/v4/users/tokens/revoke', async (call) => {
            const token = await findToken(call);
            world.state.tokens = world.state.tokens.filter((candidate) => candidate !== token);
            return DONE;
        }),
        route(world, 'post', '/api/v4/users/tokens/disable', async (call) => {
            (await findToken(call)).is_active = false;
            return DONE;
        }),
        route(world, 'post', '/api/v4/users/tokens/enable', async (call) => {
            (await findToken(call)).is_active = true;
            return DONE;
        }),
        route(world, 'post', '/api/v4/users/:user_id/tokens', async (call) => {
            const owner = call.target();
            assertMayManage(call, owner);
            const body = await call.body();
            const description = textOf(body, 'description');
            if (description === '') {
                throw new AppError(
                    400,
                    'model.user_access_token.is_valid.description.app_error',
                    'Invalid description, must be 255 or less characters.',
                );
            }
            const expiresAt = typeof body['expires_at'] === 'number' ? body['expires_at'] : 0;
            return answerJson(viewToken(createToken(world, owner, description, expiresAt), true));
        }),
        route(world, 'get', '/api/v4/users/:user_id/tokens', (call) => {
            const owner = call.target();
            const caller = call.user();
            if (!isSystemAdmin(caller) && caller.id !== owner.id) {
                throw permissionMissing();
            }
            const tokens = world.state.tokens.filter(({user_id}) => user_id === owner.id);
            return takePage(tokens, readPaging(call)).map((token) => viewToken(token, false));
        }),
    ];
}
