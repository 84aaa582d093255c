import {judgeLayers} from '@fips-readiness/core';
import type {LayerConsequence, LayerResult, Plan} from '@fips-readiness/core';
import type {ContainerDetails, Engine, ImageDetails} from '../engine/engine.ts';
import {makeLocalMode} from '../facts/local_mode.ts';
import {fetchPing} from './fetch_ping.ts';
import {findInspectDifferences} from './inspect_difference.ts';
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

/** What a deployment is held against. `before` is how the container ran before the run; undefined where it was not kept. */
export type VerifyInput = {
    readonly engine: Engine;
    readonly container: ContainerDetails | undefined;
    readonly before: ContainerDetails | undefined;
    readonly baseUrls: readonly string[];
    readonly imageId: string;
    readonly fips: boolean | null;
    readonly version: string;
    readonly plugins: Plan['plugins'];
    /** Plugins whose own build the server stores, by the plan. */
    readonly stored: readonly string[];
    readonly siteUrl: string;
    readonly frontDoorLimitMs: number;
    /** Variables the plan changes. */
    readonly allowedVariables: readonly string[];
    readonly now: () => number;
    readonly sleep: (ms: number) => Promise<void>;
    readonly observedAt: string;
};

/** Looks at every layer, from the container outwards; a failure of one hides none of the others. */
export async function verify(input: VerifyInput): Promise<Verification> {
    const {engine, container, before} = input;
    if (!container || container.state !== 'running') {
        const layers = [layer('container', 'failed', 'not_running')];
        return {layers, worst: judgeLayers(layers)};
    }
    const [inside, plugins, settings] = await Promise.all([
        probeInside(input),
        probePlugins(makeLocalMode(engine, container), input.plugins, input.stored),
        judgeSettings(input, container),
    ]);
    const layers = [
        layer('container', 'ok', 'runs'),
        container.imageId === input.imageId ? layer('image', 'ok', 'as_planned') : layer('image', 'failed', 'another'),
        settings,
        ...inside,
        judgeHealth(container, before),
        plugins,
    ];
    // Users' way in is looked at last, and not at all where the inside is not well: it could only fail, after its whole limit.
    const frontDoor =
        judgeLayers(layers) === 'roll_back' ? [] : [await probeFrontDoor({...input, limitMs: input.frontDoorLimitMs})];
    const all = [...layers, ...frontDoor];
    return {layers: all, worst: judgeLayers(all)};
}

/**
 * What the server says of itself and serves, at the first address that answers: of several networks the agent may share one only.
 * Asked again when it is not well, because one slow answer must not send a working site back.
 */
async function probeInside({baseUrls, fips, version, sleep, observedAt}: VerifyInput): Promise<readonly LayerResult[]> {
    for (let attempt = 1; ; attempt += 1) {
        const answers = await Promise.all(baseUrls.map(async (url) => (await fetchPing(url)).answers));
        const baseUrl = baseUrls[answers.indexOf(true)] ?? baseUrls[0] ?? '';
        const [server, webApp] = await Promise.all([
            probeServer(baseUrl, {fips, version}, observedAt),
            probeWebApp(baseUrl),
        ]);
        const layers = [...server, webApp];
        if (judgeLayers(layers) === 'ok' || attempt === ATTEMPTS) {
            return layers;
        }
        await sleep(PAUSE_MS);
    }
}

async function judgeSettings(
    {engine, before, allowedVariables}: VerifyInput,
    container: ContainerDetails,
): Promise<LayerResult> {
    if (!before) {
        return layer('settings', 'skipped', 'not_kept');
    }
    const images: {old: ImageDetails | undefined; next: ImageDetails | undefined} = {
        old: await engine.fetchImage(before.imageId),
        next: await engine.fetchImage(container.imageId),
    };
    const names = findInspectDifferences(before, container, images, allowedVariables);
    return names.length === 0 ? layer('settings', 'ok', 'only_the_image') : layer('settings', 'failed', 'more', names);
}

function judgeHealth(container: ContainerDetails, before: ContainerDetails | undefined): LayerResult {
    if (before?.health !== 'healthy') {
        return layer('docker_health', 'skipped', 'not_before');
    }
    switch (container.health) {
        case 'healthy':
            return layer('docker_health', 'ok', 'healthy');
        case 'unhealthy':
            return layer('docker_health', 'failed', 'unhealthy');
        default:
            return layer('docker_health', 'skipped', 'not_yet');
    }
}
