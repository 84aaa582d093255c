import type {HttpHandler} from 'msw';

import {AppError} from '../app_error.ts';
import {
    installFromMarketplace,
    removePlugin,
    setPluginEnabled,
    uploadPlugin,
    viewMarketplace,
    viewPlugins,
    viewWebappPlugins,
} from '../domain/plugins.ts';
import {viewPluginStatuses} from '../domain/plugin_state.ts';
import {textOf} from '../json_value.ts';
import {viewManifest} from '../plugin_manifest.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {answerJson, DONE, route} from './route.ts';

async function readUpload(call: Call): Promise<{bytes: Uint8Array; isForced: boolean}> {
    const form = await call.request.formData();
    const file = form.get('plugin');
    if (!(file instanceof Blob)) {
        throw new AppError(400, 'api.plugin.upload.no_file.app_error', 'Missing file in multipart/form request.');
    }
    return {bytes: new Uint8Array(await file.arrayBuffer()), isForced: form.get('force') === 'true'};
}

export function makePluginHandlers(world: World): HttpHandler[] {
    return [
        route(world, 'get', '/api/v4/plugins/statuses', (call) => {
            call.permitted('sysconsole_read_plugins');
            return viewPluginStatuses(world);
        }),
        route(world, 'get', '/api/v4/plugins/webapp', () => viewWebappPlugins(world)),
        route(world, 'get', '/api/v4/plugins/marketplace', (call) => {
            call.permitted('sysconsole_read_plugins');
            const isLocalOnly = call.query.get('local_only') === 'true';
            const listed = viewMarketplace(world, {text: call.query.get('filter') ?? '', isLocalOnly});
            return listed.length > 0 ? listed : null;
        }),
        route(world, 'post', '/api/v4/plugins/marketplace', async (call) => {
            call.permitted('sysconsole_write_plugins');
            const body = await call.body();
            return answerJson(
                viewManifest(installFromMarketplace(world, textOf(body, 'id'), textOf(body, 'version'))),
                201,
            );
        }),
        route(world, 'get', '/api/v4/plugins', (call) => {
            call.permitted('sysconsole_read_plugins');
            return viewPlugins(world);
        }),
        route(world, 'post', '/api/v4/plugins', async (call) => {
            call.permitted('sysconsole_write_plugins');
            const {bytes, isForced} = await readUpload(call);
            return answerJson(viewManifest(uploadPlugin(world, bytes, isForced)), 201);
        }),
        route(world, 'post', '/api/v4/plugins/:plugin_id/enable', (call) => {
            call.permitted('sysconsole_write_plugins');
            setPluginEnabled(world, call.param('plugin_id'), true);
            return DONE;
        }),
        route(world, 'post', '/api/v4/plugins/:plugin_id/disable', (call) => {
            call.permitted('sysconsole_write_plugins');
            setPluginEnabled(world, call.param('plugin_id'), false);
            return DONE;
        }),
        route(world, 'delete', '/api/v4/plugins/:plugin_id', (call) => {
            call.permitted('sysconsole_write_plugins');
            removePlugin(world, call.param('plugin_id'));
            return DONE;
        }),
    ];
}
