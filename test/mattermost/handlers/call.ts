import {AppError, invalidBody, permissionMissing, sessionExpired} from '../app_error.ts';
import {effectiveConfig} from '../config/effective.ts';
import {isOn, numberSetting} from '../config/setting.ts';
import {findSession, findUserByToken} from '../domain/sessions.ts';
import {findUser} from '../domain/users.ts';
import type {JsonObject} from '../json_value.ts';
import {isJsonObject} from '../json_value.ts';
import type {Permission} from '../permissions.ts';
import {isAllowed} from '../permissions.ts';
import type {Session, User} from '../state.ts';
import type {World} from '../world_shape.ts';

/** One request, with the questions handlers ask of it. */
export interface Call {
    readonly world: World;
    readonly request: Request;
    readonly query: URLSearchParams;
    /** A path parameter, '' when the route has none of that name. */
    param(name: string): string;
    /** The session of the cookie or the bearer token; throws 401. */
    user(): User;
    userOrNone(): User | undefined;
    /** The user when they hold the permission; throws 401 or 403. */
    permitted(permission: Permission): User;
    /** The user a `:user_id` names; `me` is the caller. Throws 404. */
    target(): User;
    body(): Promise<JsonObject>;
    bodyList(): Promise<string[]>;
}

interface Credentials {
    readonly secret: string;
    readonly isCookie: boolean;
}

/** The token of a request: Authorization first, then the session cookie. */
export function readCredentials(headers: Headers): Credentials | undefined {
    const [scheme = '', token = ''] = (headers.get('authorization') ?? '').split(' ');
    if (['bearer', 'token'].includes(scheme.toLowerCase())) {
        return {secret: token, isCookie: false};
    }
    const cookie = /(?:^|;\s*)MMAUTHTOKEN=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1];
    return cookie === undefined ? undefined : {secret: cookie, isCookie: true};
}

/** Cookie sessions prove with a header that a script of this site asks (web/handlers.go). */
function isForged(world: World, request: Request, session: Session | undefined): boolean {
    if (request.method === 'GET' || session === undefined) {
        return false;
    }
    const isStrict = isOn(effectiveConfig(world), 'ServiceSettings.ExperimentalStrictCSRFEnforcement');
    return (
        request.headers.get('x-csrf-token') !== session.csrf &&
        (isStrict || request.headers.get('x-requested-with') !== 'XMLHttpRequest')
    );
}

/** Thrown when the CSRF check fails: the answer takes the session cookie away. */
export class CsrfError extends Error {
    override readonly name = 'CsrfError';
}

async function readText(world: World, request: Request): Promise<string> {
    const text = await request.text();
    if (text.length > numberSetting(effectiveConfig(world), 'ServiceSettings.MaximumPayloadSizeBytes')) {
        throw new AppError(
            413,
            'api.context.request_body_too_large.app_error',
            'Request body too large.',
            'Use the setting `MaximumPayloadSizeBytes` in Mattermost config to configure allowed payload limit.',
        );
    }
    return text;
}

export function makeCall(
    world: World,
    request: Request,
    params: Readonly<Record<string, string | readonly string[] | undefined>>,
): Call {
    const credentials = readCredentials(request.headers);
    const session = credentials === undefined ? undefined : findSession(world, credentials.secret);
    const found = credentials === undefined ? undefined : findUserByToken(world, credentials.secret);
    const isWithout = world.faults.isUnauthorized || found === undefined;
    if (!isWithout && credentials?.isCookie === true && isForged(world, request, session)) {
        throw new CsrfError();
    }
    const param = (name: string): string => {
        const value = params[name];
        return typeof value === 'string' ? value : (value?.[0] ?? '');
    };
    const user = (): User => {
        if (isWithout) {
            throw sessionExpired();
        }
        return found;
    };
    const json = async (): Promise<unknown> => {
        const text = await readText(world, request);
        try {
            return JSON.parse(text);
        } catch {
            throw invalidBody('body');
        }
    };
    return {
        world,
        request,
        query: new URL(request.url).searchParams,
        param,
        user,
        userOrNone: () => (isWithout ? undefined : found),
        permitted: (permission) => {
            const caller = user();
            if (!isAllowed(caller, permission)) {
                throw permissionMissing();
            }
            return caller;
        },
        target: () => {
            const caller = user();
            const id = param('user_id');
            const target = id === 'me' ? caller : findUser(world, id);
            if (target === undefined) {
                throw new AppError(404, 'app.user.missing_account.const', 'Unable to find the user.');
            }
            return target;
        },
        body: async () => {
            const value = await json();
            if (!isJsonObject(value)) {
                throw invalidBody('body');
            }
            return value;
        },
        bodyList: async () => {
            const value = await json();
            if (!Array.isArray(value)) {
                throw invalidBody('body');
            }
            return value.filter((item) => typeof item === 'string');
        },
    };
}
