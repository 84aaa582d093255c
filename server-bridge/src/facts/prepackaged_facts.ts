import * as z from 'zod/mini';
import {isObserved, makeFact, makeMissing, PluginBundle} from '@fips-readiness/core';
import type {Facts, FactSource} from '@fips-readiness/core';
import type {Deployment, Instance} from '../port/driver.ts';
import {BUNDLE_FOLDER, listBundles} from '../scan/prepackaged_bundles.ts';
import {makeScanBudget} from '../scan/scan_budget.ts';
import {scanPlace} from '../scan/scan_instance.ts';
import {scanLocalImage} from '../scan/scan_target.ts';
import {keepReading, recallReading} from '../state/kept_reading.ts';

type Bundles = readonly PluginBundle[] | null;

/** Two images of twice today's size; whoever waits for a check waits no longer than this. */
const LIMITS = {entries: 200_000, bytes: 12 * 1024 ** 3, timeMs: 45_000};

/** `known`: only what was read before, at once. `whole`: what is not known yet is read, which takes as long as the images are large. */
export type ImageReading = 'known' | 'whole';

/**
 * The plugin bundles of the running instance and of the FIPS image, where the platform holds it: nothing is pulled. What was
 * read is kept below `stateDirectory` by id, where that folder exists: neither an image nor what an instance has from its
 * own is changed under its id. Missing where neither is known.
 */
export async function readPrepackagedFacts(input: {
    readonly files: Deployment['files'];
    readonly images: Deployment['images'];
    readonly instance: Pick<Instance, 'id'>;
    readonly fips: Facts['fips_image'];
    readonly stateDirectory: string;
    readonly reading: ImageReading;
    /** Whose word it is. */
    readonly platform: FactSource;
    readonly observedAt: string;
}): Promise<Facts> {
    const {files, images, instance, stateDirectory, reading, platform, observedAt} = input;
    const reference = isObserved(input.fips) ? input.fips.value.reference : null;
    const held = images.can ? images.use : undefined;
    const image = reference === null ? undefined : await held?.findImage(reference).catch(() => undefined);
    const read = async (id: string, scan: () => Promise<Bundles>): Promise<Bundles> =>
        (await recall(stateDirectory, id)) ??
        (reading === 'known' ? null : await keep(stateDirectory, id, await scan().catch(() => null)));
    const [current, fips] = await Promise.all([
        read(instance.id, async () => {
            const findings = files.can && (await scanPlace(files.use, BUNDLE_FOLDER, makeScanBudget(LIMITS)));
            return findings ? listBundles(findings) : null;
        }),
        image && held
            ? read(image.id, async () => listBundles(await scanLocalImage(held, image.id, makeScanBudget(LIMITS))))
            : null,
    ]);
    return {
        prepackaged_plugins:
            current === null && fips === null
                ? makeMissing('not_readable', platform, observedAt)
                : makeFact({current: copy(current), fips: copy(fips)}, platform, observedAt),
    };
}

const Kept = z.array(PluginBundle);

async function recall(stateDirectory: string, id: string): Promise<Bundles> {
    const read = Kept.safeParse(await recallReading(stateDirectory, id));
    return read.success ? read.data : null;
}

/** What could not be read is not kept. */
async function keep(stateDirectory: string, id: string, bundles: Bundles): Promise<Bundles> {
    if (bundles) {
        await keepReading(stateDirectory, id, bundles);
    }
    return bundles;
}

function copy(bundles: Bundles): PluginBundle[] | null {
    return bundles && [...bundles];
}
