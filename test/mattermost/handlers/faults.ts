import type {RequestHandler} from 'msw';
import {http, HttpResponse} from 'msw';

import {answerJson} from './route.ts';
import type {World} from '../world_shape.ts';

/** Stands before all other handlers and plays what `world.faults` asks for. */
export function makeFaultHandler(world: World): RequestHandler {
    return http.all('*', async ({request}) => {
        const {answers, isDown, latencyMs} = world.faults;
        if (latencyMs > 0) {
            await new Promise((resolve) => setTimeout(resolve, latencyMs));
        }
        if (isDown) {
            return HttpResponse.error();
        }
        const {pathname} = new URL(request.url);
        const fault = answers.find(
            ({path, method}) => pathname.includes(path) && (method === undefined || method === request.method),
        );
        if (fault === undefined) {
            return undefined;
        }
        return fault.html === undefined
            ? answerJson(fault.body ?? null, fault.status)
            : new Response(fault.html, {status: fault.status, headers: {'Content-Type': 'text/html'}});
    });
}
