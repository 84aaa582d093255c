import {existsSync, readFileSync} from 'node:fs';
import {getAsset, getAssetKeys, isSea} from 'node:sea';

/**
 * Reads a file that travels with the program: inside the one-file executable, else next to the shipped bundle, else in a
 * checkout, where `inCheckout` says its folder relative to this one. Undefined where it is missing.
 */
export function readCompanion(name: string, inCheckout: string): Buffer | undefined {
    if (isSea()) {
        return getAssetKeys().includes(name) ? Buffer.from(getAsset(name)) : undefined;
    }
    const places = ['./', inCheckout].map((folder) => new URL(folder + name, import.meta.url));
    const place = places.find((one) => existsSync(one));
    return place && readFileSync(place);
}
