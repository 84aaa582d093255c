import type {RequestHandler} from 'msw';
import {http} from 'msw';

import type {World} from '../world_shape.ts';
import {makeBotHandlers} from './bots.ts';
import {makeChannelHandlers} from './channels.ts';
import {makeConfigHandlers} from './config.ts';
import {makeFaultHandler} from './faults.ts';
import {makeFileHandlers} from './files.ts';
import {makeJobHandlers} from './jobs.ts';
import {makeLicenceHandlers} from './licence.ts';
import {makePluginHandlers} from './plugins.ts';
import {makePostHandlers} from './posts.ts';
import {answerJson} from './route.ts';
import {makeServiceTestHandlers} from './service_tests.ts';
import {makeSessionHandlers} from './sessions.ts';
import {makeSystemHandlers} from './system.ts';
import {makeTeamHandlers} from './teams.ts';
import {makeTokenHandlers} from './tokens.ts';
import {makeUserHandlers} from './users.ts';
import {makeWebhookHandlers} from './webhooks.ts';

/** What the product says to a path it does not know: neither a version nor a request id (recorded). */
function makeUnknownHandler(world: World): RequestHandler {
    return http.all('*/api/v4/*', ({request}) => {
        const {pathname} = new URL(request.url);
        const response = answerJson(
            {
                id: 'api.context.404.app_error',
                message: 'Sorry, we could not find the page.',
                detailed_error: `There doesn't appear to be an api call for the url='${pathname}'.  Typo? are you missing a team_id or user_id as part of the url?`,
                status_code: 404,
            },
            404,
        );
        response.headers.set('Date', new Date(world.now()).toUTCString());
        return response;
    });
}

/**
 * Every endpoint of the stand-in as msw handlers, for any origin: fixed paths stand before `:id` ones. Serve them with
 * `startMattermost`, or hand them to msw's own setupServer.
 */
export function makeHandlers(world: World): RequestHandler[] {
    return [
        makeFaultHandler(world),
        ...makeSessionHandlers(world),
        ...makeSystemHandlers(world),
        ...makeServiceTestHandlers(world),
        ...makeConfigHandlers(world),
        ...makeLicenceHandlers(world),
        ...makePluginHandlers(world),
        ...makeTokenHandlers(world),
        ...makeUserHandlers(world),
        ...makeBotHandlers(world),
        ...makeTeamHandlers(world),
        ...makeChannelHandlers(world),
        ...makeWebhookHandlers(world),
        ...makePostHandlers(world),
        ...makeFileHandlers(world),
        ...makeJobHandlers(world),
        makeUnknownHandler(world),
    ];
}
