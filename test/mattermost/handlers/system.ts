import {posix} from 'node:path';
import type {HttpHandler} from 'msw';

import {AppError, permissionMissing} from '../app_error.ts';
import {viewWebappPlugins} from '../domain/plugins.ts';
import type {JsonObject} from '../json_value.ts';
import {isSystemAdmin} from '../permissions.ts';
import type {World} from '../world_shape.ts';
import {answerJson, route} from './route.ts';

/** GET /system/ping, as local mode prints it too. Root status only for system admins. */
export function viewPing(world: World, root: boolean | undefined, withStatus: boolean): JsonObject {
    const isHealthy = world.health.database === 'OK' && world.health.fileStore === 'OK';
    return {
        ActiveSearchBackend: 'database',
        AndroidLatestVersion: '',
        AndroidMinVersion: '',
        IosLatestVersion: '',
        IosMinVersion: '',
        ...(withStatus ? {database_status: world.health.database, filestore_status: world.health.fileStore} : {}),
        ...(root === undefined || !withStatus ? {} : {root_status: root}),
        status: isHealthy || !withStatus ? 'OK' : 'UNHEALTHY',
    };
}

function countActive(world: World, isBot: boolean): number {
    return world.state.users.filter((user) => user.is_bot === isBot && user.delete_at === 0).length;
}

function viewAnalytics(world: World): JsonObject[] {
    const {state} = world;
    const people = countActive(world, false);
    const counts: [string, number][] = [
        ['channel_open_count', state.channels.filter(({type}) => type === 'O').length],
        ['channel_private_count', state.channels.filter(({type}) => type === 'P').length],
        ['post_count', state.posts.filter(({delete_at}) => delete_at === 0).length],
        ['unique_user_count', people],
        ['team_count', state.teams.filter(({delete_at}) => delete_at === 0).length],
        ['total_websocket_connections', 0],
        ['total_master_db_connections', 4],
        ['total_read_db_connections', 0],
        ['daily_active_users', people],
        ['monthly_active_users', people],
        ['inactive_user_count', state.users.filter((user) => user.delete_at !== 0).length],
        ['single_channel_guest_count', 0],
    ];
    return counts.map(([name, value]) => ({name, value}));
}

/** Ping, cluster, counts and logs. */
export function makeSystemHandlers(world: World): HttpHandler[] {
    return [
        route(world, 'get', '/api/v4/system/ping', (call) => {
            const user = call.userOrNone();
            const withStatus = call.query.get('get_server_status') === 'true';
            const root = user !== undefined && isSystemAdmin(user) ? false : undefined;
            const view = viewPing(world, root, withStatus);
            const isFailure = view['status'] !== 'OK' && call.query.get('use_rest_semantics') !== 'true';
            return answerJson(view, isFailure ? 500 : 200);
        }),
        route(world, 'get', '/api/v4/cluster/status', (call) => {
            call.permitted('sysconsole_read_environment_high_availability');
            return world.nodes.map((node) => ({...node}));
        }),
        route(world, 'get', '/api/v4/analytics/old', (call) => {
            call.permitted('get_analytics');
            return viewAnalytics(world);
        }),
        route(world, 'get', '/api/v4/logs', (call) => {
            call.permitted('get_logs');
            const page = Number(call.query.get('page') ?? 0);
            const size = Number(call.query.get('logs_per_page') ?? 100);
            const end = world.state.log.length - page * size;
            return world.state.log.slice(Math.max(0, end - size), Math.max(0, end)).map((line) => `\n${line}`);
        }),
        route(world, 'post', '/api/v4/logs/query', (call) => {
            call.permitted('get_logs');
            return {default: world.state.log.map((line) => JSON.parse(line))};
        }),
        route(world, 'get', '/api/v4/system/support_packet', (call) => {
            const user = call.user();
            if (!isSystemAdmin(user)) {
                throw permissionMissing();
            }
            if (world.state.licence === null) {
                throw new AppError(403, 'api.no_license', 'E10 or E20 license required to use this endpoint.');
            }
            throw new AppError(501, 'stand_in.not_played', 'The stand-in makes no Support Packet.');
        }),
        route(world, 'get', '/', () => new Response(PAGE, {headers: {'Content-Type': 'text/html; charset=utf-8'}})),
        route(
            world,
            'get',
            WEB_APP_SCRIPT,
            () => new Response('"use strict";', {headers: {'Content-Type': 'text/javascript'}}),
        ),
        route(world, 'get', '/static/plugins/:plugin_id/:file', (call) =>
            serveWebapp(world, call.param('plugin_id'), call.param('file')),
        ),
    ];
}

/** The web app's entry script, as far as a health check looks at it. */
export const WEB_APP_SCRIPT = '/static/main.0123456789abcdef.js';
const PAGE = `<!DOCTYPE html><html><head><script defer="defer" src="${WEB_APP_SCRIPT}"></script></head><body><div id="root"></div></body></html>`;

/** The bundle under its hashed name, and whatever else lies in its folder (public/plugin/environment.go, UnpackWebappBundle). */
function serveWebapp(world: World, id: string, file: string): Response {
    const bundle = world.installed.get(id);
    const shown = viewWebappPlugins(world).find((manifest) => manifest['id'] === id);
    const path = bundle === undefined ? '' : webappFile(bundle.manifest['webapp']);
    const isBundle = JSON.stringify(shown?.['webapp'] ?? '').includes(`/${file}"`);
    const beside = posix.join(posix.dirname(path), file);
    const found = isBundle ? path : beside === path ? '' : beside;
    const bytes = shown === undefined ? undefined : bundle?.files.get(found);
    return bytes === undefined
        ? new Response('404 page not found\n', {status: 404, headers: {'Content-Type': 'text/plain'}})
        : new Response(new Uint8Array(bytes), {headers: {'Content-Type': 'application/javascript'}});
}

function webappFile(webapp: unknown): string {
    return typeof webapp === 'object' && webapp !== null && 'bundle_path' in webapp ? String(webapp.bundle_path) : '';
}
