import * as z from 'zod/mini';
import type {ContainerDetails, Engine} from '../drivers/docker/engine/engine.ts';
import {gradeByImage, markImage} from '../scan/grade_by_image.ts';
import type {ImageMarks} from '../scan/grade_by_image.ts';
import {makeScanBudget} from '../scan/scan_budget.ts';
import {scanContainer} from '../scan/scan_container.ts';
import {makeScanReport} from '../scan/scan_report.ts';
import type {ScanResult} from '../scan/scan_report.ts';
import {scanLocalImage} from '../scan/scan_target.ts';
import {keepReading, recallReading} from '../state/kept_reading.ts';

const Marks = z.array(z.string());

/** Time enough for an image of twice today's size; without its marks the executables declare, and no more. */
const IMAGE_LIMITS = {entries: 200_000, bytes: 12 * 1024 ** 3, timeMs: 90_000};

/**
 * What the executables in a container prove, the container's own image beside them: by its id, so that no tag can put another one in its
 * place. The image is read once and remembered below `stateDirectory`.
 */
export async function scanDeployed(
    engine: Pick<Engine, 'readArchive' | 'readImage'>,
    {id, imageId}: Pick<ContainerDetails, 'id' | 'imageId'>,
    stateDirectory: string,
): Promise<readonly ScanResult[]> {
    const results = makeScanReport(await scanContainer(engine, id, makeScanBudget(), true));
    return gradeByImage(results, await readMarks(engine, imageId, stateDirectory));
}

async function readMarks(
    engine: Pick<Engine, 'readImage'>,
    imageId: string,
    stateDirectory: string,
): Promise<ImageMarks> {
    const name = `${imageId}_marks`;
    const kept = Marks.safeParse(await recallReading(stateDirectory, name));
    if (kept.success) {
        return new Set(kept.data);
    }
    const findings = await scanLocalImage(engine, imageId, makeScanBudget(IMAGE_LIMITS), true).catch(() => undefined);
    const marks = markImage(findings ? makeScanReport(findings) : []);
    if (findings) {
        await keepReading(stateDirectory, name, [...marks]);
    }
    return marks;
}
