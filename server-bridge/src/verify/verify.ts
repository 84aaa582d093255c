import {compareWithBefore, judgeLayers} from '@fips-readiness/core';
import type {LayerConsequence, LayerResult, Plan} from '@fips-readiness/core';
import type {Instance} from '../port/driver.ts';
import type {LocalMode} from '../server/local_mode.ts';
import {fetchPing} from '../server/fetch_ping.ts';
import {layer} from './layer.ts';
import {probeFrontDoor} from './probe_front_door.ts';
import {probePlugins} from './probe_plugins.ts';
import {probeServer} from './probe_server.ts';
import {probeWebApp} from './probe_web_app.ts';

const ATTEMPTS = 3;
const PAUSE_MS = 2_000;

/** What was looked at, in order, and the worst it leads to. */
export type Verification = {
    readonly layers: readonly LayerResult[];
    readonly worst: LayerConsequence | 'ok';
};

/** What a deployment is compared with. */
export type VerifyInput = {
    readonly instance: Instance | undefined;
    readonly localMode: LocalMode;
    /** What only the driver can compare with how it ran before the run, in order. */
    readonly ownLayers: () => Promise<readonly LayerResult[]>;
    /** How the layers looked before the run; empty where nobody looked. */
    readonly before: readonly LayerResult[];
    readonly baseUrls: readonly string[];
    readonly imageId: string;
    readonly fips: boolean | null;
    readonly version: string;
    readonly plugins: Plan['plugins'];
    /** Plugins whose own build the server stores, by the plan. */
    readonly stored: readonly string[];
    readonly siteUrl: string;
    readonly frontDoorLimitMs: number;
    readonly now: () => number;
    readonly sleep: (ms: number) => Promise<void>;
    readonly observedAt: string;
};

/** Looks at every layer, from the instance outwards; a failure of one hides none of the others. */
export async function verify(input: VerifyInput): Promise<Verification> {
    const {instance} = input;
    if (!instance || instance.state !== 'running') {
        const layers = [layer('container', 'failed', 'not_running')];
        return {layers, worst: judgeLayers(layers)};
    }
    const [inside, plugins, own] = await Promise.all([
        probeInside(input),
        probePlugins(input.localMode, input.plugins, input.stored),
        input.ownLayers(),
    ]);
    const layers = compareWithBefore(
        [
            layer('container', 'ok', 'runs'),
            instance.imageId === input.imageId
                ? layer('image', 'ok', 'as_planned')
                : layer('image', 'failed', 'another'),
            ...own,
            ...inside,
            plugins,
        ],
        input.before,
    );
    // Users' way in is looked at last, and not at all where the inside is not well: it could only fail, after its whole limit.
    const frontDoor =
        judgeLayers(layers) === 'roll_back' ? [] : [await probeFrontDoor({...input, limitMs: input.frontDoorLimitMs})];
    const all = compareWithBefore([...layers, ...frontDoor], input.before);
    return {layers: all, worst: judgeLayers(all)};
}

/**
 * What the server says of itself and serves, at the first address that answers: of several networks the agent may share one only.
 * Asked again when it is not well, because one slow answer must not send a working site back.
 */
async function probeInside({
    baseUrls,
    before,
    fips,
    version,
    sleep,
    observedAt,
}: VerifyInput): Promise<readonly LayerResult[]> {
    for (let attempt = 1; ; attempt += 1) {
        const answers = await Promise.all(baseUrls.map(async (url) => (await fetchPing(url)).answers));
        const baseUrl = baseUrls[answers.indexOf(true)] ?? baseUrls[0] ?? '';
        const [server, webApp] = await Promise.all([
            probeServer(baseUrl, {fips, version}, observedAt),
            probeWebApp(baseUrl),
        ]);
        const layers = [...server, webApp];
        if (judgeLayers(compareWithBefore(layers, before)) === 'ok' || attempt === ATTEMPTS) {
            return layers;
        }
        await sleep(PAUSE_MS);
    }
}
