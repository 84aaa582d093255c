import type {Deployment} from '../drivers/driver.ts';
import {findHostPath, findOwnContainer} from '../drivers/docker/engine/own_container.ts';
import type {ContainerDetails} from '../drivers/docker/engine/engine.ts';
import {tryFolder} from '../state/try_folder.ts';
import type {Context} from '../agent/open_agent.ts';
import type {Say} from './finding.ts';

/** Tries what only an agent that may swap needs, each by itself; whatever is tried leaves nothing behind. */
export async function examineRun(context: Context, deployment: Deployment | undefined, say: Say): Promise<void> {
    const {settings, engine} = context;
    const own = await findOwnContainer(engine);
    const folders = [
        ['project', deployment?.project?.directory],
        ['rescue', settings.RESCUE_DIR],
        ['state', settings.STATE_DIR],
    ] as const;
    for (const [id, folder] of folders) {
        if (folder !== undefined) {
            const problem = await examineFolder(own, folder);
            say({ok: problem === undefined, id: `run.${id}.${problem ?? 'ok'}`, values: {folder}});
        }
    }
    const ok = await engine.mayChange();
    say({ok, id: ok ? 'run.engine.ok' : 'run.engine.missing', values: {endpoint: engine.endpoint}});
}

async function examineFolder(
    own: ContainerDetails | undefined,
    folder: string,
): Promise<'read_only' | 'not_mounted' | undefined> {
    if (own && findHostPath(own, folder) !== folder) {
        return 'not_mounted';
    }
    return (await tryFolder(folder)) ? undefined : 'read_only';
}
