import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

import {makeConfig} from '../config/make_config.ts';
import {mergeDeep} from '../config/setting.ts';
import type {Build} from '../config/validate.ts';
import type {JsonObject} from '../json_value.ts';
import {isJsonObject} from '../json_value.ts';
import type {WorldState} from '../state.ts';
import type {World} from '../world_shape.ts';
import {makeWorld} from '../world.ts';
import {makeDiskFileStore} from './disk_file_store.ts';

export type Environment = Readonly<Record<string, string>>;

/** Where the pieces lie below the image's /mattermost. */
export interface Home {
    readonly config: string;
    readonly state: string;
    readonly data: string;
    readonly plugins: string;
}

export function makeHome(root: string): Home {
    return {
        config: join(root, 'config/config.json'),
        state: join(root, 'data/stand_in_state.json'),
        data: join(root, 'data'),
        plugins: join(root, 'plugins'),
    };
}

/** What the image was built to play; baked in as STAND_IN_VARIANT and STAND_IN_VERSION. */
export function readBuild(environment: Environment): Build {
    const variant = environment['STAND_IN_VARIANT'] === 'fips' ? 'fips' : 'standard';
    return {variant, version: environment['STAND_IN_VERSION'] ?? '11.7.2'};
}

function readJson(path: string): JsonObject | undefined {
    if (!existsSync(path)) {
        return undefined;
    }
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isJsonObject(value) ? value : undefined;
}

function writeWhole(path: string, text: string): void {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(`${path}.new`, text, {mode: 0o600});
    renameSync(`${path}.new`, path);
}

/** The product's MM_* variables; local mode is on in both images. */
function readVariables(environment: Environment): Environment {
    const own = Object.entries(environment).filter(([name]) => name.startsWith('MM_'));
    return {MM_SERVICESETTINGS_ENABLELOCALMODE: 'true', ...Object.fromEntries(own)};
}

/**
 * The server this home belongs to: configuration from config.json (defaults for what is missing), everything else from the
 * state file when there is one. Writes nothing. Throws AppError when the configuration is not valid for this image.
 */
export function openHome(home: Home, environment: Environment, writeLog?: (line: string) => void): World {
    const build = readBuild(environment);
    const written = readJson(home.config);
    const saved = readJson(home.state);
    const config = mergeDeep(makeConfig(build), written ?? {});
    const variables = readVariables(environment);
    const options = {
        ...build,
        environment: variables,
        fileStore: makeDiskFileStore(home.data),
        ...(writeLog === undefined ? {} : {writeLog}),
    };
    if (saved !== undefined) {
        const state = saved as unknown as WorldState;
        return makeWorld({...options, state: {...state, config}});
    }
    // Made before anybody could set a licence otherwise: STAND_IN_LICENCE names the plan of a first start.
    return makeWorld({...options, config, licence: environment['STAND_IN_LICENCE'] ?? ''});
}

/** Puts the running server's plugins where the product unpacks them: `plugins/<id>/…`. */
export function unpackPlugins(home: Home, world: World): void {
    // The folder itself is a mount point in the official project: only what is in it can go.
    mkdirSync(home.plugins, {recursive: true});
    for (const name of readdirSync(home.plugins)) {
        rmSync(join(home.plugins, name), {recursive: true, force: true});
    }
    for (const [id, bundle] of world.installed) {
        for (const [path, bytes] of bundle.files) {
            const target = join(home.plugins, id, path);
            if (target.startsWith(join(home.plugins, id))) {
                mkdirSync(dirname(target), {recursive: true});
                writeFileSync(target, bytes);
            }
        }
    }
}

/** Keeps database and configuration on disk. Overridden settings are not stored. */
export function saveHome(home: Home, world: World): void {
    writeWhole(home.config, `${JSON.stringify(world.state.config, null, 4)}\n`);
    writeWhole(home.state, JSON.stringify(world.state));
}
