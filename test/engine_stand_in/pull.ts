import {Readable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import type {EngineState} from './engine_state.ts';
import {makeHexId} from './hex_id.ts';
import type {Image} from './image.ts';
import {EngineRefusal} from './refusal.ts';
import {findManifest, splitReference} from './registry.ts';

/** How an image's size is spread over its layers. */
const SHARES = [0.1, 0.6, 0.3];
const STEPS = 8;

/**
 * POST /images/create: the stream of a pull, one JSON line each, as the engine writes it; at its end the image is in the store.
 * Throws EngineRefusal for what the engine refuses before the stream begins.
 */
export function pullImage(state: EngineState, name: string, tag: string): Readable {
    const reference = tag.startsWith('sha256:') ? `${name}@${tag}` : `${name}:${tag === '' ? 'latest' : tag}`;
    const {digest, image} = findPublished(state, reference, name);
    return Readable.from(tellPull(state, {reference, tag, digest, image}));
}

/** POST /images/{id}/tag: the name belongs to this image from now on. */
export function tagImage({images}: EngineState, image: Image, reference: string): void {
    const wanted = JSON.stringify(splitReference(reference));
    for (const one of images.values()) {
        one.tags = one.tags.filter((tag) => JSON.stringify(splitReference(tag)) !== wanted);
    }
    image.tags = [...image.tags, reference];
}

function findPublished({registries}: EngineState, reference: string, name: string) {
    try {
        const {digest, image} = findManifest(registries, reference);
        if (image) {
            return {digest, image};
        }
    } catch (error) {
        if (!(error instanceof EngineRefusal && error.status === 403)) {
            throw error;
        }
    }
    throw new EngineRefusal(
        404,
        `pull access denied for ${name}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
    );
}

async function* tellPull(
    state: EngineState,
    pulled: {readonly reference: string; readonly tag: string; readonly digest: string; readonly image: Image},
): AsyncGenerator<Buffer> {
    const {reference, tag, digest, image} = pulled;
    const isHere = state.images.has(image.id);
    yield printLine({status: `Pulling from ${splitReference(reference).path}`, id: tag});
    if (!isHere) {
        for (const line of describeLayers(image)) {
            yield printLine(line);
            await delay(state.pullMs / (SHARES.length * (STEPS + 1)), undefined, {ref: false});
        }
    }
    state.images.set(image.id, image);
    if (!tag.startsWith('sha256:')) {
        tagImage(state, image, reference);
    }
    yield printLine({status: `Digest: ${digest}`});
    const end = isHere ? 'Image is up to date' : 'Downloaded newer image';
    yield printLine({status: `Status: ${end} for ${reference}`});
}

function* describeLayers(image: Image): Generator<object> {
    const layers = SHARES.map((share, index) => ({
        id: makeHexId(`layer ${index} of ${image.id}`).slice(0, 12),
        total: Math.round(image.sizeBytes * share),
    }));
    for (const {id} of layers) {
        yield {status: 'Pulling fs layer', progressDetail: {}, id};
    }
    for (const {id, total} of layers) {
        for (let step = 1; step <= STEPS; step += 1) {
            const current = Math.round((total * step) / STEPS);
            yield {status: 'Downloading', progressDetail: {current, total}, id};
        }
        yield {status: 'Download complete', progressDetail: {}, id};
    }
    for (const {id, total} of layers) {
        yield {status: 'Extracting', progressDetail: {current: total, total}, id};
        yield {status: 'Pull complete', progressDetail: {}, id};
    }
}

function printLine(line: object): Buffer {
    return Buffer.from(`${JSON.stringify(line)}\r\n`);
}
