import {createWriteStream} from 'node:fs';
import {mkdir, rename} from 'node:fs/promises';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {extract, pack} from 'tar-stream';
import type {Pack} from 'tar-stream';
import {nameKeptBundle} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import type {Engine} from '../engine/engine.ts';
import type {StagedChange} from '../run/staged_change.ts';
import {storedBundlePath} from '../../../scan/prepackaged_bundles.ts';
import {syncFile} from '../../../state/sync_file.ts';

type KeptBundle = NonNullable<StagedChange['bundles']>[number];

/**
 * Copies each stored bundle the FIPS server may replace into the kit, with its signature, as one tar file: owner and mode come
 * back with them. Undefined where one that the plan keeps is not there any more.
 */
export async function keepBundles(
    engine: Pick<Engine, 'readArchive' | 'statPath'>,
    containerId: string,
    {storedByServer = []}: Plan,
    kitFolder: string,
): Promise<KeptBundle[] | undefined> {
    const kept: KeptBundle[] = [];
    for (const {id} of storedByServer.filter(({replaces}) => replaces?.bundle === 'kept')) {
        const path = storedBundlePath(id);
        const stat = await engine.statPath(containerId, path);
        if (!stat) {
            return undefined;
        }
        const file = join(kitFolder, nameKeptBundle(id));
        await mkdir(join(file, '..'), {recursive: true, mode: 0o700});
        const archive = pack();
        const written = pipeline(archive, createWriteStream(`${file}.part`, {mode: 0o600}));
        const copied = copyEntries(engine, containerId, [path, `${path}.sig`], archive);
        await Promise.all([copied.then(() => archive.finalize()), written]).catch((error: unknown) => {
            archive.destroy();
            throw error;
        });
        await syncFile(`${file}.part`);
        await rename(`${file}.part`, file);
        kept.push({id, sizeBytes: stat.sizeBytes});
    }
    return kept;
}

async function copyEntries(
    engine: Pick<Engine, 'readArchive'>,
    containerId: string,
    paths: readonly string[],
    archive: Pack,
): Promise<void> {
    for (const path of paths) {
        const source = await engine.readArchive(containerId, path);
        if (!source) {
            continue;
        }
        const entries = extract();
        source.once('error', (error) => entries.destroy(error)).pipe(entries);
        for await (const entry of entries) {
            await pipeline(entry, archive.entry({...entry.header}));
        }
    }
}
