import {isObserved} from '../facts/fact.ts';
import type {Facts} from '../facts/facts.ts';
import {
    counterpart,
    OFFICIAL_NAMES,
    parseImageReference,
    printImageReference,
    printRepository,
} from '../values/image_reference.ts';
import type {ImageReference} from '../values/image_reference.ts';
import {parseServerVersion, printServerVersion} from '../values/server_version.ts';
import {targetVariant} from '../values/variant.ts';
import type {Direction} from '../values/variant.ts';

/** From which image to which. `from` and `to` are the words to change where the name stands. */
export type Move = {
    readonly image: string;
    readonly repository: string;
    readonly from: string;
    readonly to: string;
    readonly tag: string;
    readonly pin: 'digest' | 'release' | 'floating';
};

/**
 * The image to move to: as the facts name it, else by the official names. A floating tag is replaced by the release that
 * runs, so that the move upgrades nothing; a release that is not known stays a placeholder.
 */
export function findMove(facts: Facts, direction: Direction): Move {
    const {running_image: running, fips_image: fips, server} = facts;
    const target = targetVariant(direction);
    const pin = isObserved(running) ? running.value.pin : 'release';
    const old = isObserved(running) ? parseImageReference(running.value.reference) : undefined;
    const named = direction === 'to_fips' && isObserved(fips) && fips.value.reference !== null;
    const found = named ? parseImageReference(fips.value.reference ?? '') : old && counterpart(old, target);
    const next: ImageReference = found ?? {
        registry: '',
        path: `mattermost/${OFFICIAL_NAMES[target]}`,
        tag: '',
        digest: '',
    };
    const version = isObserved(server) ? parseServerVersion(server.value.version) : undefined;
    const release = version ? printServerVersion(version) : '<release>';
    const tag = pin === 'release' && next.tag !== '' ? next.tag : release;
    const [from, to] = changedWords(old, next, direction);
    const bare = {...next, tag: '', digest: ''};
    return {image: `${printImageReference(bare)}:${tag}`, repository: printRepository(next), from, to, tag, pin};
}

/** Only the last part of the name where the rest stays, else the whole repository. */
function changedWords(
    old: ImageReference | undefined,
    next: ImageReference,
    direction: Direction,
): readonly [string, string] {
    const lastOf = (image: ImageReference) => image.path.slice(image.path.lastIndexOf('/') + 1);
    const last = lastOf(next);
    if (!old) {
        return [OFFICIAL_NAMES[direction === 'to_fips' ? 'standard' : 'fips'], last];
    }
    const same = printRepository({...old, path: old.path.slice(0, -lastOf(old).length)});
    return printRepository(next) === same + last ? [lastOf(old), last] : [printRepository(old), printRepository(next)];
}
