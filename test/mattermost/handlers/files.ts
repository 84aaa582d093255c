import type {HttpHandler} from 'msw';

import {AppError, invalidParameter, permissionMissing} from '../app_error.ts';
import {effectiveConfig} from '../config/effective.ts';
import {isOn} from '../config/setting.ts';
import {canPostTo, canReadChannel, findChannel} from '../domain/channels.ts';
import {readFileBytes, saveFile, viewFile} from '../domain/files.ts';
import {findPost} from '../domain/posts.ts';
import type {FileInfo} from '../state.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {answerJson, route} from './route.ts';

interface Upload {
    readonly channelId: string;
    readonly files: readonly {readonly name: string; readonly type: string; readonly bytes: Uint8Array}[];
}

/** A form with `files` and `channel_id`, or one raw body with both names in the query. */
async function readUpload(call: Call): Promise<Upload> {
    const type = call.request.headers.get('content-type') ?? '';
    if (!type.startsWith('multipart/form-data')) {
        const bytes = new Uint8Array(await call.request.arrayBuffer());
        const name = call.query.get('filename') ?? '';
        return {channelId: call.query.get('channel_id') ?? '', files: [{name, type, bytes}]};
    }
    const form = await call.request.formData();
    const parts = form.getAll('files').filter((part) => part instanceof File);
    const files = await Promise.all(
        parts.map(async (part) => ({
            name: part.name,
            type: part.type,
            bytes: new Uint8Array(await part.arrayBuffer()),
        })),
    );
    const channelId = form.get('channel_id');
    return {channelId: typeof channelId === 'string' ? channelId : '', files};
}

function findFile(call: Call): FileInfo {
    const caller = call.user();
    const file = call.world.state.files.find(({id}) => id === call.param('file_id'));
    const channel = file === undefined ? undefined : findChannel(call.world, file.channel_id);
    // Deleting a post deletes its files.
    const isDeleted = file !== undefined && file.post_id !== '' && findPost(call.world, file.post_id) === undefined;
    if (file === undefined || channel === undefined || isDeleted) {
        throw new AppError(404, 'app.file_info.get.app_error', 'Unable to get the file info.');
    }
    if (file.user_id !== caller.id && !canReadChannel(call.world, channel, caller)) {
        throw permissionMissing();
    }
    return file;
}

export function makeFileHandlers(world: World): HttpHandler[] {
    return [
        route(world, 'post', '/api/v4/files', async (call) => {
            const caller = call.user();
            if (!isOn(effectiveConfig(world), 'FileSettings.EnableFileAttachments')) {
                throw new AppError(
                    403,
                    'api.file.attachments.disabled.app_error',
                    'File attachments have been disabled on this server.',
                );
            }
            const {channelId, files} = await readUpload(call);
            const channel = findChannel(world, channelId);
            if (channel === undefined || files.length === 0) {
                throw invalidParameter('channel_id');
            }
            if (!canPostTo(world, channel, caller)) {
                throw permissionMissing();
            }
            if (world.health.fileStore !== 'OK') {
                throw new AppError(500, 'api.file.write_file.app_error', 'Unable to write the file.');
            }
            const infos = files.map((file) => viewFile(saveFile(world, caller, channel.id, file)));
            return answerJson({file_infos: infos, client_ids: []}, 201);
        }),
        route(world, 'get', '/api/v4/files/:file_id/info', (call) => viewFile(findFile(call))),
        route(world, 'get', '/api/v4/files/:file_id', (call) => {
            const file = findFile(call);
            const bytes = world.health.fileStore === 'OK' ? readFileBytes(world, file) : undefined;
            if (bytes === undefined) {
                throw new AppError(404, 'api.file.read_file.app_error', 'Unable to read the file.');
            }
            return new Response(new Uint8Array(bytes), {headers: {'Content-Type': file.mime_type}});
        }),
    ];
}
