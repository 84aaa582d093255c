import {AppError} from '../app_error.ts';
import {effectiveConfig} from '../config/effective.ts';
import {isOn} from '../config/setting.ts';
import {isVersionAtLeast} from '../config/validate.ts';
import {makeIdentifier} from '../identifier.ts';
import type {JsonObject} from '../json_value.ts';
import type {AccessToken, Session, User} from '../state.ts';
import type {World} from '../world_shape.ts';
import {matchesPassword} from './password.ts';
import {findUser} from './users.ts';

const SESSION_MS = 180 * 24 * 60 * 60 * 1000;

export function createSession(world: World, user: User): Session {
    const now = world.now();
    const session: Session = {
        id: makeIdentifier(),
        token: makeIdentifier(),
        csrf: makeIdentifier(),
        user_id: user.id,
        create_at: now,
        expires_at: now + SESSION_MS,
    };
    world.state.sessions.push(session);
    return session;
}

/**
 * Who signs in with name (or e-mail address) and password. A FIPS build from 11.7 matches no password below 14 bytes
 * (hashers/fips.go).
 */
export function signIn(world: World, loginId: string, password: string): User {
    const user = world.state.users.find(
        ({username, email}) => username === loginId.toLowerCase() || email === loginId.toLowerCase(),
    );
    const isTooShort =
        world.variant === 'fips' &&
        isVersionAtLeast(world.version, '11.7.0') &&
        new TextEncoder().encode(password).length < 14;
    if (user === undefined || user.is_bot || isTooShort || !matchesPassword(user.password_hash, password)) {
        throw new AppError(
            401,
            'api.user.login.invalid_credentials_email_username',
            'Enter a valid email or username and/or password.',
        );
    }
    if (user.delete_at !== 0) {
        throw new AppError(
            401,
            'api.user.login.inactive.app_error',
            'Login failed because your account has been deactivated. Please contact an administrator.',
        );
    }
    return user;
}

/** A personal access token; `expiresAt` 0 means never. */
export function createToken(world: World, user: User, description: string, expiresAt = 0): AccessToken {
    const token: AccessToken = {
        id: makeIdentifier(),
        token: makeIdentifier(),
        user_id: user.id,
        description,
        is_active: true,
        expires_at: expiresAt,
    };
    world.state.tokens.push(token);
    return token;
}

/** The token as lists show it: the secret itself only once, on creation. */
export function viewToken(token: AccessToken, withSecret: boolean): JsonObject {
    return {
        id: token.id,
        ...(withSecret ? {token: token.token} : {}),
        user_id: token.user_id,
        description: token.description,
        is_active: token.is_active,
        ...(token.expires_at === 0 ? {} : {expires_at: token.expires_at}),
    };
}

function userOfAccessToken(world: World, secret: string): User | undefined {
    const token = world.state.tokens.find((candidate) => candidate.token === secret);
    if (token === undefined || !token.is_active || (token.expires_at !== 0 && token.expires_at <= world.now())) {
        return undefined;
    }
    const user = findUser(world, token.user_id);
    const mayUse = user?.is_bot === true || isOn(effectiveConfig(world), 'ServiceSettings.EnableUserAccessTokens');
    return mayUse ? user : undefined;
}

/** The live account behind a session token or a personal access token. */
export function findUserByToken(world: World, secret: string): User | undefined {
    const session = findSession(world, secret);
    const user = session === undefined ? userOfAccessToken(world, secret) : findUser(world, session.user_id);
    return user?.delete_at === 0 ? user : undefined;
}

export function findSession(world: World, secret: string): Session | undefined {
    return world.state.sessions.find(({token, expires_at}) => token === secret && expires_at > world.now());
}
