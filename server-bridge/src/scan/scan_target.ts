import {stat} from 'node:fs/promises';
import {FipsError} from '@fips-readiness/core';
import type {Driver, ImageAccess} from '../port/driver.ts';
import {boundedSource} from './bounded_source.ts';
import type {ScanBudget} from './scan_budget.ts';
import {scanInstance} from './scan_instance.ts';
import {scanImage} from './scan_image.ts';
import {scanInPasses} from './scan_passes.ts';
import {scanPath} from './scan_path.ts';
import type {Finding} from './scan_tar.ts';

export type TargetScan = {
    readonly kind: 'path' | 'container' | 'image';
    readonly findings: ReadonlyMap<string, Finding>;
};

/**
 * Scans what `target` names: a path of this host, else a container, else an image, of whichever driver knows it first. Throws
 * FipsError `scan_target_missing` where it is none of them.
 */
export async function scanTarget(
    target: string,
    drivers: readonly Pick<Driver, 'findFiles' | 'images'>[],
    budget: ScanBudget,
    thorough = false,
): Promise<TargetScan> {
    if (/^\.{0,2}\//.test(target) || (await stat(target).catch(() => undefined))) {
        return {kind: 'path', findings: await scanPath(target, budget, thorough)};
    }
    for (const {findFiles} of drivers) {
        const files = await findFiles(target);
        if (files) {
            return {kind: 'container', findings: await scanInstance(files, budget, thorough)};
        }
    }
    for (const {images} of drivers) {
        if (await images.findImage(target)) {
            return {kind: 'image', findings: await scanLocalImage(images, target, budget, thorough)};
        }
    }
    throw new FipsError('scan_target_missing', {target});
}

/** Scans an image the platform holds. Throws FipsError `scan_target_missing` where it is gone, and what scanning throws. */
export async function scanLocalImage(
    images: Pick<ImageAccess, 'readImage'>,
    image: string,
    budget: ScanBudget,
    thorough = false,
): Promise<ReadonlyMap<string, Finding>> {
    const {findings} = await scanInPasses(async (resumes) => {
        const source = await images.readImage(image);
        if (!source) {
            throw new FipsError('scan_target_missing', {target: image});
        }
        return scanImage(boundedSource(source, image, budget), image, budget, resumes, thorough);
    });
    return findings;
}
