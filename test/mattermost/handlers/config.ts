import type {HttpHandler} from 'msw';

import {AppError} from '../app_error.ts';
import {makeClientConfig} from '../config/client_config.ts';
import {effectiveConfig, environmentOverrides} from '../config/effective.ts';
import {viewEnvironment} from '../config/environment.ts';
import {maskConfig} from '../config/mask.ts';
import {findGuardedChange} from '../config/patch.ts';
import {saveConfigPatch} from '../domain/configuration.ts';
import {isAllowed} from '../permissions.ts';
import type {World} from '../world_shape.ts';
import {DONE, route} from './route.ts';

export function makeConfigHandlers(world: World): HttpHandler[] {
    return [
        route(world, 'get', '/api/v4/config/client', (call) =>
            makeClientConfig(world, call.userOrNone() !== undefined),
        ),
        route(world, 'get', '/api/v4/config/environment', (call) => {
            // Any session may ask; who may read no section gets null (recorded).
            return isAllowed(call.user(), 'sysconsole_read') ? viewEnvironment(environmentOverrides(world)) : null;
        }),
        route(world, 'put', '/api/v4/config/patch', async (call) => {
            call.permitted('sysconsole_write');
            const patch = await call.body();
            const refusal = findGuardedChange(effectiveConfig(world), patch);
            if (refusal !== undefined) {
                throw refusal;
            }
            saveConfigPatch(world, patch);
            return maskConfig(effectiveConfig(world));
        }),
        route(world, 'post', '/api/v4/config/reload', (call) => {
            call.permitted('manage_system');
            return DONE;
        }),
        route(world, 'get', '/api/v4/config', (call) => {
            call.permitted('sysconsole_read');
            return maskConfig(effectiveConfig(world));
        }),
        route(world, 'put', '/api/v4/config', (call) => {
            call.permitted('sysconsole_write');
            throw new AppError(501, 'stand_in.not_played', 'The stand-in saves settings by PUT /config/patch only.');
        }),
    ];
}
