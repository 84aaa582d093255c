import {isObserved, makeFact, makeMissing} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {BUNDLE_FOLDER, listBundles} from '../scan/prepackaged_bundles.ts';
import type {PluginBundle} from '../scan/prepackaged_bundles.ts';
import {makeScanBudget} from '../scan/scan_budget.ts';
import {scanPlace} from '../scan/scan_container.ts';
import {scanLocalImage} from '../scan/scan_target.ts';

type Bundles = readonly PluginBundle[] | null;

/** Two images of twice today's size; whoever waits for a check waits no longer than this. */
const LIMITS = {entries: 200_000, bytes: 12 * 1024 ** 3, timeMs: 45_000};

/** What was read, by engine and id: neither an image nor what a container has from its own is changed under its id. */
const READ = new WeakMap<object, Map<string, Bundles>>();

/**
 * The plugin bundles of the running container and of the FIPS image, where the engine holds it: nothing is pulled. Missing
 * where neither could be read.
 */
export async function readPrepackagedFacts(input: {
    readonly engine: Pick<Engine, 'fetchImage' | 'readArchive' | 'readImage'>;
    readonly container: Pick<ContainerDetails, 'id'>;
    readonly fips: Facts['fips_image'];
    readonly observedAt: string;
}): Promise<Facts> {
    const {engine, container, observedAt} = input;
    const reference = isObserved(input.fips) ? input.fips.value.reference : null;
    const image = reference === null ? undefined : await engine.fetchImage(reference).catch(() => undefined);
    const [current, fips] = await Promise.all([
        readOnce(engine, container.id, async () => {
            const findings = await scanPlace(engine, container.id, BUNDLE_FOLDER, makeScanBudget(LIMITS));
            return findings ? listBundles(findings) : null;
        }),
        image
            ? readOnce(engine, image.id, async () =>
                  listBundles(await scanLocalImage(engine, image.id, makeScanBudget(LIMITS))),
              )
            : null,
    ]);
    return {
        prepackaged_plugins:
            current === null && fips === null
                ? makeMissing('not_readable', 'agent_engine', observedAt)
                : makeFact({current: copy(current), fips: copy(fips)}, 'agent_engine', observedAt),
    };
}

/** Null where reading failed or took too long; that is tried again the next time. */
async function readOnce(engine: object, id: string, read: () => Promise<Bundles>): Promise<Bundles> {
    const known = READ.get(engine) ?? new Map<string, Bundles>();
    READ.set(engine, known);
    const bundles = known.get(id) ?? (await read().catch(() => null));
    if (bundles) {
        known.set(id, bundles);
    }
    return bundles;
}

function copy(bundles: Bundles): PluginBundle[] | null {
    return bundles && [...bundles];
}
