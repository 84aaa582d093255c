import * as z from 'zod/mini';
import {FIPS_PREPACKAGED, isObserved, PluginBundle} from '@fips-readiness/core';
import type {Facts, FactValue} from '@fips-readiness/core';
import type {Capability, FileAccess, Instance} from '../port/driver.ts';
import {findBundle, storedBundlePath} from '../scan/prepackaged_bundles.ts';
import {makeScanBudget} from '../scan/scan_budget.ts';
import {scanPlace} from '../scan/scan_instance.ts';
import {keepReading, recallReading} from '../state/kept_reading.ts';

/** One bundle is some ten megabytes. */
const LIMITS = {entries: 20_000, bytes: 2 * 1024 ** 3, timeMs: 15_000};

type Plugin = FactValue<'plugins'>[number];

/**
 * The plugins with what each stored copy is by its own executables, for those the FIPS image brings builds of: a copy in the
 * local file store goes before the image's own build, and may be a FIPS build itself. Kept below `stateDirectory`
 * for as long as instance, version and size stay. What cannot be read stays open.
 */
export async function readStoredCopies(input: {
    readonly files: Capability<FileAccess>;
    readonly instance: Pick<Instance, 'id'>;
    readonly plugins: Facts['plugins'];
    readonly stateDirectory: string;
}): Promise<Facts> {
    const {plugins, files} = input;
    if (!isObserved(plugins) || !files.can) {
        return {};
    }
    const judged: Plugin[] = [];
    for (const plugin of plugins.value) {
        const isAsked = plugin.stored === true && FIPS_PREPACKAGED.ids.includes(plugin.id);
        const mode = isAsked ? await readMode({...input, files: files.use}, plugin).catch(() => undefined) : undefined;
        judged.push(mode === undefined ? plugin : {...plugin, storedMode: mode});
    }
    return {plugins: {...plugins, value: judged}};
}

async function readMode(
    {
        files,
        instance,
        stateDirectory,
    }: {readonly files: FileAccess; readonly instance: Pick<Instance, 'id'>; readonly stateDirectory: string},
    {id, version}: Plugin,
): Promise<PluginBundle['mode'] | undefined> {
    const path = storedBundlePath(id);
    const stat = await files.statPath(path);
    if (!stat) {
        return undefined;
    }
    const name = `stored_${instance.id}_${id}_${version}_${String(stat.sizeBytes)}`;
    const kept = z.safeParse(PluginBundle, await recallReading(stateDirectory, name));
    if (kept.success) {
        return kept.data.mode;
    }
    const findings = await scanPlace(files, path, makeScanBudget(LIMITS));
    const bundle = findings && findBundle(findings, id);
    if (bundle) {
        await keepReading(stateDirectory, name, bundle);
    }
    return bundle?.mode;
}
