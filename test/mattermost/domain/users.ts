import {AppError} from '../app_error.ts';
import {effectiveConfig} from '../config/effective.ts';
import {isOn, numberSetting} from '../config/setting.ts';
import {makeEvent} from '../event.ts';
import {makeIdentifier} from '../identifier.ts';
import type {JsonObject} from '../json_value.ts';
import type {Bot, User} from '../state.ts';
import type {UserSetup, World} from '../world_shape.ts';
import {timeAfter} from './clock.ts';
import {hashPassword} from './password.ts';

const NOTIFY_PROPS = {
    channel: 'true',
    comments: 'never',
    desktop: 'mention',
    desktop_sound: 'true',
    desktop_threads: 'all',
    email: 'true',
    email_threads: 'all',
    first_name: 'false',
    mention_keys: '',
    push: 'mention',
    push_status: 'online',
    push_threads: 'all',
};

export function findUser(world: World, id: string): User | undefined {
    return world.state.users.find((user) => user.id === id);
}

export function findUserByName(world: World, username: string): User | undefined {
    return world.state.users.find((user) => user.username === username.toLowerCase());
}

function assertPassword(world: World, password: string): void {
    const least = numberSetting(effectiveConfig(world), 'PasswordSettings.MinimumLength');
    if ([...password].length < least || [...password].length > 72) {
        throw new AppError(
            400,
            'model.user.is_valid.pwd.app_error',
            `Your password must contain at least ${least} characters.`,
        );
    }
}

/** Adds an account. Names are unique, deleted accounts included. */
export function createUser(world: World, setup: UserSetup & {readonly is_bot?: boolean}): User {
    const username = setup.username.toLowerCase();
    if (!/^[a-z][a-z0-9._-]{2,63}$/.test(username) && !/^[a-z0-9._-]{3,64}$/.test(username)) {
        throw new AppError(400, 'model.user.is_valid.username.app_error', 'Username must begin with a letter.');
    }
    if (findUserByName(world, username) !== undefined) {
        throw new AppError(
            400,
            'app.user.save.username_exists.app_error',
            'An account with that username already exists.',
        );
    }
    const email = (setup.email ?? `${username}@example.com`).toLowerCase();
    if (world.state.users.some((user) => user.email === email)) {
        throw new AppError(400, 'app.user.save.email_exists.app_error', 'An account with that email already exists.');
    }
    const signsInHere = setup.is_bot !== true && (setup.auth_service ?? '') === '';
    if (signsInHere) {
        assertPassword(world, setup.password ?? '');
    }
    const now = world.now();
    const user: User = {
        id: makeIdentifier(),
        create_at: now,
        update_at: now,
        delete_at: setup.delete_at ?? 0,
        username,
        password_hash: signsInHere ? hashPassword(setup.password ?? '') : '',
        auth_service: setup.auth_service ?? '',
        email,
        nickname: '',
        first_name: '',
        last_name: '',
        position: '',
        roles: setup.roles ?? 'system_user',
        last_password_update: now,
        locale: 'en',
        ...(setup.is_bot === true ? {} : {remote_id: ''}),
        is_bot: setup.is_bot === true,
    };
    world.state.users.push(user);
    world.emit(makeEvent('new_user', {user_id: user.id}));
    return user;
}

/** Changes an account and moves its update_at. */
export function updateUser(world: World, user: User, change: Partial<User>): void {
    Object.assign(user, change, {update_at: timeAfter(world, user.update_at)});
    world.emit(makeEvent('user_updated', {user: viewUser(world, user, 'sanitized')}));
}

export function setPassword(world: World, user: User, password: string): void {
    assertPassword(world, password);
    updateUser(world, user, {password_hash: hashPassword(password), last_password_update: world.now()});
}

/**
 * Switches an account off or on; the bots of somebody switched off go with them, and their sessions. A bot that owns itself
 * takes the server down: 11.6.0 then calls itself until its memory is used up.
 */
export function setActive(world: World, user: User, isActive: boolean): void {
    const takesBotsAlong =
        !isActive && isOn(effectiveConfig(world), 'ServiceSettings.DisableBotsWhenOwnerIsDeactivated');
    const owned = world.state.bots.filter(({owner_id, delete_at}) => owner_id === user.id && delete_at === 0);
    updateUser(world, user, {delete_at: isActive ? 0 : world.now()});
    if (takesBotsAlong && owned.some(({user_id}) => user_id === user.id)) {
        world.faults.isDown = true;
        throw new AppError(
            500,
            'stand_in.server_down',
            'the server went down: a bot that owns itself was switched off',
        );
    }
    if (!isActive) {
        world.state.sessions = world.state.sessions.filter(({user_id}) => user_id !== user.id);
    }
    if (takesBotsAlong) {
        owned.forEach((bot) => setBotActive(world, bot, false));
    }
}

/** Switches a bot off or on: its account and its own row. Switching off only the account leaves the row as it was. */
export function setBotActive(world: World, bot: Bot, isActive: boolean): void {
    const user = findUser(world, bot.user_id);
    if (user !== undefined) {
        setActive(world, user, isActive);
    }
    if (isActive !== (bot.delete_at === 0)) {
        const now = world.now();
        Object.assign(bot, {delete_at: isActive ? 0 : now, update_at: now});
    }
}

/**
 * `self`: as the account sees itself; `admin`: as system admins see it; `sanitized`: as other users do; `local`: as local
 * mode prints it.
 */
export function viewUser(world: World, user: User, view: 'self' | 'admin' | 'sanitized' | 'local'): JsonObject {
    const bot = world.state.bots.find(({user_id}) => user_id === user.id);
    const showsEmail = view !== 'sanitized' || isOn(effectiveConfig(world), 'PrivacySettings.ShowEmailAddress');
    return {
        id: user.id,
        create_at: user.create_at,
        update_at: user.update_at,
        delete_at: user.delete_at,
        username: user.username,
        ...(view === 'sanitized' ? {auth_data: ''} : {}),
        auth_service: user.auth_service,
        email: showsEmail ? user.email : '',
        nickname: user.nickname,
        first_name: user.first_name,
        last_name: user.last_name,
        position: user.position,
        roles: user.roles,
        ...(view === 'sanitized' ? {} : {notify_props: NOTIFY_PROPS}),
        ...(view === 'self' ? {last_password_update: user.last_password_update} : {}),
        locale: user.locale,
        timezone: {automaticTimezone: '', manualTimezone: '', useAutomaticTimezone: 'true'},
        ...(user.remote_id === undefined ? {} : {remote_id: user.remote_id}),
        ...(user.is_bot ? {is_bot: true} : {}),
        ...(user.is_bot && bot !== undefined && bot.description !== '' ? {bot_description: bot.description} : {}),
        disable_welcome_email: false,
    };
}
