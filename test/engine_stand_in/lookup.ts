import type {Container} from './container.ts';
import type {EngineState} from './engine_state.ts';
import type {Image} from './image.ts';
import {EngineRefusal} from './refusal.ts';
import {splitReference} from './registry.ts';

/** By name, full id, or the beginning of an id. */
export function findContainer(state: EngineState, word: string): Container {
    const found =
        state.containers.get(word) ??
        [...state.containers.values()].find(({name, id}) => name === word || (word !== '' && id.startsWith(word)));
    if (!found) {
        throw new EngineRefusal(404, `No such container: ${word}`);
    }
    return found;
}

/** By id (with or without `sha256:`), the beginning of one, tag or digest; Docker Hub's short forms are understood. */
export function findImage(state: EngineState, word: string): Image {
    const hex = word.replace(/^sha256:/, '');
    const images = [...state.images.values()];
    const byId = /^[0-9a-f]{6,64}$/.test(hex) ? images.find(({id}) => id.startsWith(`sha256:${hex}`)) : undefined;
    const found = byId ?? images.find((image) => image.digests.includes(word) || hasTag(image, word));
    if (!found) {
        throw new EngineRefusal(404, `no such image: ${word}: No such image: ${word}`);
    }
    return found;
}

function hasTag(image: Image, word: string): boolean {
    if (word.includes('@')) {
        return false;
    }
    const wanted = JSON.stringify(splitReference(word));
    return image.tags.some((tag) => JSON.stringify(splitReference(tag)) === wanted);
}
