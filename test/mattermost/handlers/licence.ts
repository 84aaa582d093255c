import type {HttpHandler} from 'msw';

import {AppError} from '../app_error.ts';
import {isVersionAtLeast} from '../config/validate.ts';
import {viewLicence} from '../domain/licence.ts';
import {isAllowed} from '../permissions.ts';
import type {World} from '../world_shape.ts';
import {route} from './route.ts';

export function makeLicenceHandlers(world: World): HttpHandler[] {
    return [
        route(world, 'get', '/api/v4/license/client', (call) => {
            if (call.query.get('format') === null && !isVersionAtLeast(world.version, '12.0.0')) {
                throw new AppError(
                    400,
                    'api.license.client.old_format.app_error',
                    'New format for the client license is not supported yet. Please specify format=old in the query string.',
                );
            }
            const user = call.userOrNone();
            return viewLicence(world, user !== undefined && isAllowed(user, 'read_license_information'));
        }),
    ];
}
