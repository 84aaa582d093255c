import type {Engine} from './engine.ts';
import {pullImage} from './image_pull.ts';

/** Faults of test/mattermost/container/fault.ts, and `none` for a sound image of another id. */
export type ImageFault = 'none' | 'exits' | 'silent' | 'slow' | 'api_500' | 'web_app_dead' | 'database_down';

/** Gives an image's name to a copy of it that breaks when the server starts; `version` and `db version` stay well. */
export async function breakImage(engine: Engine, reference: string, fault: ImageFault): Promise<string> {
    await pullImage(engine, reference);
    const colon = reference.lastIndexOf(':');
    const container = await engine.client.createContainer({Image: reference});
    try {
        const {Id: id} = (await container.commit({
            repo: reference.slice(0, colon),
            tag: reference.slice(colon + 1),
            changes: fault === 'none' ? 'LABEL again=1' : `ENV STAND_IN_FAULT=${fault}`,
        })) as {Id: string};
        return id;
    } finally {
        await container.remove({v: true});
    }
}
