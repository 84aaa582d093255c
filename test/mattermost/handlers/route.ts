import type {HttpHandler} from 'msw';
import {http} from 'msw';

import {AppError, sessionExpired} from '../app_error.ts';
import {printVersionId} from '../config/client_config.ts';
import {makeIdentifier} from '../identifier.ts';
import type {JsonValue} from '../json_value.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {CsrfError, makeCall} from './call.ts';

export type Answer = JsonValue | Response;
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete' | 'all';

export function answerJson(value: JsonValue | object, status = 200): Response {
    return new Response(JSON.stringify(value), {status, headers: {'Content-Type': 'application/json'}});
}

export const DONE = {status: 'OK'};

function answerError(error: AppError): Response {
    const body = {
        id: error.id,
        message: error.message,
        detailed_error: error.detailed,
        request_id: makeIdentifier(),
        status_code: error.status,
    };
    return answerJson(body, error.status);
}

function answerThrown(error: unknown): Response {
    if (error instanceof CsrfError) {
        const response = answerError(sessionExpired());
        response.headers.append('Set-Cookie', 'MMAUTHTOKEN=; Path=/; Max-Age=0; HttpOnly');
        return response;
    }
    if (error instanceof AppError) {
        return answerError(error);
    }
    throw error;
}

/** The server's own time, as the agent reads it for freshness. */
function withHeaders(world: World, response: Response): Response {
    response.headers.set('X-Version-Id', printVersionId(world));
    response.headers.set('X-Request-Id', makeIdentifier());
    response.headers.set('Date', new Date(world.now()).toUTCString());
    return response;
}

/** A handler at `path` of any origin; the answer is JSON (200) or a Response. */
export function route(
    world: World,
    method: Method,
    path: string,
    answer: (call: Call) => Answer | Promise<Answer>,
): HttpHandler {
    return http[method](`*${path}`, async ({request, params}) => {
        let response: Response;
        try {
            const value = await answer(makeCall(world, request, params));
            response = value instanceof Response ? value : answerJson(value);
        } catch (error) {
            response = answerThrown(error);
        }
        return withHeaders(world, response);
    });
}

/** `page` and `per_page` with the product's default and limit of 200. */
export function readPaging(call: Call, defaultSize = 60): {page: number; perPage: number} {
    const whole = (name: string, fallback: number): number => {
        const value = Number.parseInt(call.query.get(name) ?? '', 10);
        return Number.isInteger(value) && value >= 0 ? value : fallback;
    };
    return {page: whole('page', 0), perPage: Math.min(whole('per_page', defaultSize), 200)};
}

export function takePage<T>(items: readonly T[], {page, perPage}: {page: number; perPage: number}): T[] {
    return items.slice(page * perPage, (page + 1) * perPage);
}
