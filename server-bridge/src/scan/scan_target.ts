import {stat} from 'node:fs/promises';
import {FipsError} from '@fips-readiness/core';
import type {Engine} from '../drivers/docker/engine/engine.ts';
import {boundedSource} from './bounded_source.ts';
import type {ScanBudget} from './scan_budget.ts';
import {scanContainer} from './scan_container.ts';
import {scanImage} from './scan_image.ts';
import {scanInPasses} from './scan_passes.ts';
import {scanPath} from './scan_path.ts';
import type {Finding} from './scan_tar.ts';

export type TargetScan = {
    readonly kind: 'path' | 'container' | 'image';
    readonly findings: ReadonlyMap<string, Finding>;
};

/**
 * Scans what `target` names: a path of this host, else a container, else an image of the engine. Throws FipsError
 * `scan_target_missing` where it is none of them.
 */
export async function scanTarget(
    target: string,
    engine: Pick<Engine, 'fetchContainer' | 'fetchImage' | 'readArchive' | 'readImage'>,
    budget: ScanBudget,
    thorough = false,
): Promise<TargetScan> {
    if (/^\.{0,2}\//.test(target) || (await stat(target).catch(() => undefined))) {
        return {kind: 'path', findings: await scanPath(target, budget, thorough)};
    }
    const container = await engine.fetchContainer(target);
    if (container) {
        return {kind: 'container', findings: await scanContainer(engine, container.id, budget, thorough)};
    }
    if (!(await engine.fetchImage(target))) {
        throw new FipsError('scan_target_missing', {target});
    }
    return {kind: 'image', findings: await scanLocalImage(engine, target, budget, thorough)};
}

/** Scans an image the engine holds. Throws FipsError `scan_target_missing` where it is gone, and what scanning throws. */
export async function scanLocalImage(
    engine: Pick<Engine, 'readImage'>,
    image: string,
    budget: ScanBudget,
    thorough = false,
): Promise<ReadonlyMap<string, Finding>> {
    const {findings} = await scanInPasses(async (resumes) => {
        const source = await engine.readImage(image);
        if (!source) {
            throw new FipsError('scan_target_missing', {target: image});
        }
        return scanImage(boundedSource(source, image, budget), image, budget, resumes, thorough);
    });
    return findings;
}
