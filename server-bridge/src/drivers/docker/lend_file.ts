import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {ContainerDetails, Engine} from './engine/engine.ts';

/** A file's place inside the container: in its own layer where that can be written, else in the data volume. */
const LAYER_FOLDER = '/mattermost';
const VOLUME_FOLDER = '/mattermost/data';

/** Puts a file into the container for as long as `use` takes. */
export async function lendFileTo(
    engine: Pick<Engine, 'writeFile'>,
    container: Pick<ContainerDetails, 'id' | 'readOnlyRoot' | 'mounts'>,
    file: {readonly name: string; readonly content: Buffer; readonly use: (path: string) => Promise<void>},
): Promise<void> {
    const folder = container.readOnlyRoot ? VOLUME_FOLDER : LAYER_FOLDER;
    await engine.writeFile(container.id, folder, file.name, file.content);
    try {
        await file.use(`${folder}/${file.name}`);
    } finally {
        // The image has no shell to remove a file with: it is emptied, and removed on the host where its folder is a bind mount.
        await engine.writeFile(container.id, folder, file.name, Buffer.alloc(0)).catch(() => undefined);
        const bind = container.mounts.find((mount) => mount.type === 'bind' && mount.target === folder);
        if (bind) {
            await rm(join(bind.source, file.name), {force: true}).catch(() => undefined);
        }
    }
}
