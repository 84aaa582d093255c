import type {HttpHandler} from 'msw';

import {createSession, signIn} from '../domain/sessions.ts';
import {viewUser} from '../domain/users.ts';
import {textOf} from '../json_value.ts';
import type {World} from '../world_shape.ts';
import {readCredentials} from './call.ts';
import {answerJson, DONE, route} from './route.ts';

export function makeSessionHandlers(world: World): HttpHandler[] {
    return [
        route(world, 'post', '/api/v4/users/login', async (call) => {
            const body = await call.body();
            const user = signIn(world, textOf(body, 'login_id'), textOf(body, 'password'));
            const session = createSession(world, user);
            const response = answerJson(viewUser(world, user, 'self'));
            response.headers.set('Token', session.token);
            // Cookies are for scripts of the site; whoever else signs in gets the token only.
            if (call.request.headers.get('x-requested-with') === 'XMLHttpRequest') {
                response.headers.append('Set-Cookie', `MMAUTHTOKEN=${session.token}; Path=/; HttpOnly; SameSite=Lax`);
                response.headers.append('Set-Cookie', `MMUSERID=${user.id}; Path=/; SameSite=Lax`);
                response.headers.append('Set-Cookie', `MMCSRF=${session.csrf}; Path=/; SameSite=Lax`);
            }
            return response;
        }),
        route(world, 'post', '/api/v4/users/logout', (call) => {
            const secret = readCredentials(call.request.headers)?.secret;
            world.state.sessions = world.state.sessions.filter(({token}) => token !== secret);
            const response = answerJson(DONE);
            response.headers.append('Set-Cookie', 'MMAUTHTOKEN=; Path=/; Max-Age=0; HttpOnly');
            return response;
        }),
    ];
}
