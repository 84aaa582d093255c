import {randomBytes} from 'node:crypto';

import type {Build} from './config/validate.ts';
import {findConfigError, isVersionAtLeast} from './config/validate.ts';
import {effectiveConfig} from './config/effective.ts';
import {makeConfig} from './config/make_config.ts';
import {mergeDeep} from './config/setting.ts';
import {makeLicence} from './domain/licence.ts';
import {syncPlugins} from './domain/plugin_sync.ts';
import {addTeamMember, createTeam} from './domain/teams.ts';
import {createUser} from './domain/users.ts';
import type {WorldEvent} from './event.ts';
import {makeFaults} from './faults.ts';
import {makeMemoryFileStore} from './file_store.ts';
import {makeIdentifier} from './identifier.ts';
import {packPluginBundle} from './plugin_bundle.ts';
import {makePrepackagedPlugins} from './prepackaged_plugins.ts';
import type {WorldState} from './state.ts';
import type {PluginSetup, World, WorldOptions} from './world_shape.ts';

export type {World, WorldOptions} from './world_shape.ts';

/** Password of the accounts every world starts with: admin, user, viewer. */
export const STAND_IN_PASSWORD = 'stand-in-password';

/** As many lines as GET /logs can reach back. */
const LOG_LINES = 1000;

/** The default environment of both images. */
const IMAGE_ENVIRONMENT = {MM_SERVICESETTINGS_ENABLELOCALMODE: 'true'};

function makeState(build: Build, options: WorldOptions, now: number): WorldState {
    return {
        installation_at: now,
        telemetry_id: makeIdentifier(),
        signing_key: randomBytes(91).toString('base64'),
        config: makeConfig(build, options.config),
        licence: makeLicence(options.licence ?? '', now),
        users: [],
        bots: [],
        sessions: [],
        tokens: [],
        statuses: {},
        teams: [],
        team_members: [],
        channels: [],
        channel_members: [],
        posts: [],
        reactions: [],
        webhooks: [],
        files: [],
        jobs: [],
        log: [],
    };
}

function addAccounts(world: World, options: WorldOptions): void {
    const admin = createUser(world, {
        username: 'admin',
        password: STAND_IN_PASSWORD,
        roles: 'system_admin system_user',
    });
    const user = createUser(world, {username: 'user', password: STAND_IN_PASSWORD});
    const viewer = createUser(world, {
        username: 'viewer',
        password: STAND_IN_PASSWORD,
        roles: 'system_user system_read_only_admin',
    });
    for (const setup of options.users ?? []) {
        createUser(world, setup);
    }
    const team = createTeam(world, {name: 'main', display_name: 'Main', type: 'O'}, admin);
    addTeamMember(world, team, user, undefined);
    addTeamMember(world, team, viewer, undefined);
}

function addPlugins(world: World, plugins: readonly PluginSetup[]): void {
    for (const {manifest, files, isEnabled} of plugins) {
        world.fileStore.write(`plugins/${manifest.id}.tar.gz`, packPluginBundle(manifest, files));
        world.state.config = mergeDeep(world.state.config, {
            PluginSettings: {PluginStates: {[manifest.id]: {Enable: isEnabled ?? true}}},
        });
    }
}

/** A Mattermost server in memory. Throws AppError when its configuration would not let the product start. */
export function makeWorld(options: WorldOptions = {}): World {
    const build: Build = {version: options.version ?? '11.7.2', variant: options.variant ?? 'standard'};
    const now = options.now ?? Date.now;
    const listeners = new Set<(event: WorldEvent) => void>();
    const state = options.state ?? makeState(build, options, now());
    const world: World = {
        ...build,
        buildNumber: build.version,
        buildDate: 'Thu Nov 12 10:15:00 UTC 2026',
        buildHash: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
        isEnterpriseReady: options.isEnterpriseReady ?? true,
        schemaVersion: 167,
        maxPostSize: isVersionAtLeast(build.version, '12.0.0') ? 262_143 : 16_383,
        hostname: 'stand-in',
        environment: options.environment ?? IMAGE_ENVIRONMENT,
        nodes: options.nodes ?? [],
        prepackaged: options.prepackaged ?? makePrepackagedPlugins(build),
        remoteMarketplace: options.remoteMarketplace ?? [],
        conditions: options.conditions ?? {},
        installed: new Map(),
        fileStore: options.fileStore ?? makeMemoryFileStore(),
        health: {database: 'OK', fileStore: 'OK'},
        serviceErrors: {},
        faults: makeFaults(),
        state,
        now,
        emit: (event) => listeners.forEach((listener) => listener(event)),
        subscribe: (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
        log: (level, message, fields = {}) => {
            const timestamp = new Date(now()).toISOString().replace('T', ' ').replace('Z', ' Z');
            const line = JSON.stringify({timestamp, level, msg: message, caller: 'stand-in', ...fields});
            state.log.push(line);
            state.log.splice(0, state.log.length - LOG_LINES);
            options.writeLog?.(line);
        },
    };
    if (options.state === undefined) {
        addAccounts(world, options);
    } else if (options.config !== undefined) {
        state.config = mergeDeep(state.config, options.config);
    }
    addPlugins(world, options.plugins ?? []);
    const error = findConfigError(effectiveConfig(world), world);
    if (error !== undefined) {
        throw error;
    }
    syncPlugins(world);
    return world;
}
