import {createWriteStream} from 'node:fs';
import {mkdir, rename} from 'node:fs/promises';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {extract, pack} from 'tar-stream';
import type {Pack} from 'tar-stream';
import {nameKeptBundle} from '@fips-readiness/core';
import type {Plan} from '@fips-readiness/core';
import type {Engine} from '../engine/engine.ts';
import type {StagedChange} from '../kept/staged_change.ts';
import {storedBundlePath} from '../../../scan/prepackaged_bundles.ts';
import {syncFile} from '../../../state/sync_file.ts';

/** One of Mattermost's is some hundred bytes. */
const LARGEST_SIGNATURE_BYTES = 1024 ** 2;

type KeptBundle = NonNullable<StagedChange['bundles']>[number];

/**
 * Copies each stored bundle the FIPS server may replace into the kit, with its signature, as one tar file: owner and mode come
 * back with them. Undefined where one that the plan keeps is not there any more, or is no file.
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
        const copied = (async () => {
            const isWhole = await copyFile(engine, containerId, path, archive, stat.sizeBytes);
            await copyFile(engine, containerId, `${path}.sig`, archive, LARGEST_SIGNATURE_BYTES);
            archive.finalize();
            return isWhole;
        })();
        const [isWhole] = await Promise.all([copied, written]).catch((error: unknown) => {
            archive.destroy();
            throw error;
        });
        if (!isWhole) {
            return undefined;
        }
        await syncFile(`${file}.part`);
        await rename(`${file}.part`, file);
        kept.push({id, sizeBytes: stat.sizeBytes});
    }
    return kept;
}

/** One file of the container into an archive; false where there is none, where it is a folder or a link, or larger than that. */
async function copyFile(
    engine: Pick<Engine, 'readArchive'>,
    containerId: string,
    path: string,
    archive: Pack,
    mostBytes: number,
): Promise<boolean> {
    const source = await engine.readArchive(containerId, path);
    if (!source) {
        return false;
    }
    return new Promise((resolve, reject) => {
        const entries = extract();
        const giveUp = (): void => {
            resolve(false);
            source.destroy();
            entries.destroy();
        };
        entries.on('entry', (header, entry, next) => {
            const {type, size = 0} = header;
            if (type !== 'file' || size > mostBytes) {
                giveUp();
                return;
            }
            pipeline(entry, archive.entry({...header})).then(() => next(), reject);
        });
        entries.on('error', reject);
        entries.once('finish', () => resolve(true));
        source.on('error', reject);
        source.pipe(entries);
    });
}
