import {makeIdentifier} from '../identifier.ts';
import type {JsonObject} from '../json_value.ts';
import type {FileInfo, User} from '../state.ts';
import type {World} from '../world_shape.ts';

function pathOf(file: FileInfo): string {
    return `files/${file.id}/${file.name}`;
}

/** Keeps an upload in the file store until a post claims it. */
export function saveFile(
    world: World,
    owner: User,
    channelId: string,
    upload: {readonly name: string; readonly type: string; readonly bytes: Uint8Array},
): FileInfo {
    const file: FileInfo = {
        id: makeIdentifier(),
        user_id: owner.id,
        channel_id: channelId,
        post_id: '',
        create_at: world.now(),
        name: upload.name.replaceAll(/[/\\]/g, '_'),
        size: upload.bytes.length,
        mime_type: upload.type === '' ? 'application/octet-stream' : upload.type,
    };
    world.state.files.push(file);
    world.fileStore.write(pathOf(file), upload.bytes);
    return file;
}

export function readFileBytes(world: World, file: FileInfo): Uint8Array | undefined {
    return world.fileStore.read(pathOf(file));
}

export function viewFile(file: FileInfo): JsonObject {
    return {
        id: file.id,
        user_id: file.user_id,
        ...(file.post_id === '' ? {} : {post_id: file.post_id}),
        channel_id: file.channel_id,
        create_at: file.create_at,
        update_at: file.create_at,
        delete_at: 0,
        name: file.name,
        extension: file.name.includes('.') ? (file.name.split('.').at(-1) ?? '') : '',
        size: file.size,
        mime_type: file.mime_type,
        mini_preview: null,
        remote_id: '',
        archived: false,
    };
}
