import {spawn} from 'node:child_process';

import type {Engine} from './engine.ts';
import {readProgress} from './progress.ts';
import type {Registry} from './registry.ts';

export type ImageBuild = {
    readonly contextFolder: string;
    readonly dockerfile: string;
    readonly buildArgs?: Readonly<Record<string, string>>;
    /** Full references under which the image is tagged. */
    readonly references: readonly [string, ...string[]];
};

function splitReference(reference: string): {readonly repo: string; readonly tag: string} {
    const colon = reference.lastIndexOf(':');
    return {repo: reference.slice(0, colon), tag: reference.slice(colon + 1)};
}

/** Builds with the engine's classic builder. */
export async function buildImage(
    engine: Engine,
    {contextFolder, dockerfile, buildArgs = {}, references: [reference, ...more]}: ImageBuild,
): Promise<void> {
    const tar = spawn('tar', [
        '--create',
        '--numeric-owner',
        '--owner=0',
        '--group=0',
        '--directory',
        contextFolder,
        '.',
    ]);
    tar.once('error', (error) => tar.stdout.destroy(error));
    const stream = await engine.client.buildImage(tar.stdout, {
        t: reference,
        dockerfile,
        buildargs: {...buildArgs},
        forcerm: true,
    });
    await readProgress(engine, stream);
    const image = engine.client.getImage(reference);
    for (const other of more) {
        const {repo, tag} = splitReference(other);
        await image.tag({repo, tag});
    }
}

/** Pushes what the engine holds as `host/name` to the registry. */
export async function pushImage(engine: Engine, registry: Registry, name: string): Promise<void> {
    // The engine wants the header even where nothing asks for a login.
    const authconfig = {username: '', password: '', serveraddress: registry.host};
    await readProgress(engine, await engine.client.getImage(`${registry.host}/${name}`).push({authconfig}));
}
