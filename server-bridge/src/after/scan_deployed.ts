import * as z from 'zod/mini';
import type {Deployment, ImageAccess} from '../port/driver.ts';
import {gradeByImage, markImage} from '../scan/grade_by_image.ts';
import type {ImageMarks} from '../scan/grade_by_image.ts';
import {makeScanBudget} from '../scan/scan_budget.ts';
import {scanInstance} from '../scan/scan_instance.ts';
import {makeScanReport} from '../scan/scan_report.ts';
import type {ScanResult} from '../scan/scan_report.ts';
import {scanLocalImage} from '../scan/scan_target.ts';
import {keepReading, recallReading} from '../state/kept_reading.ts';

const Marks = z.array(z.string());

/** Time enough for an image of twice today's size; without its marks the executables declare, and no more. */
const IMAGE_LIMITS = {entries: 200_000, bytes: 12 * 1024 ** 3, timeMs: 90_000};

/**
 * What the executables in the running instance prove, its own image next to it: by its id, so that no tag can put another one in
 * its place. The image is read once and remembered below `stateDirectory`. Nothing where the deployment lets nobody read files.
 */
export async function scanDeployed(
    {files, images, instances: [instance]}: Pick<Deployment, 'files' | 'images' | 'instances'>,
    stateDirectory: string,
): Promise<readonly ScanResult[]> {
    if (!files.can) {
        return [];
    }
    const results = makeScanReport(await scanInstance(files.use, makeScanBudget(), true));
    return images.can ? gradeByImage(results, await readMarks(images.use, instance.imageId, stateDirectory)) : results;
}

async function readMarks(
    images: Pick<ImageAccess, 'readImage'>,
    imageId: string,
    stateDirectory: string,
): Promise<ImageMarks> {
    const name = `${imageId}_marks`;
    const kept = Marks.safeParse(await recallReading(stateDirectory, name));
    if (kept.success) {
        return new Set(kept.data);
    }
    const findings = await scanLocalImage(images, imageId, makeScanBudget(IMAGE_LIMITS), true).catch(() => undefined);
    const marks = markImage(findings ? makeScanReport(findings) : []);
    if (findings) {
        await keepReading(stateDirectory, name, [...marks]);
    }
    return marks;
}
