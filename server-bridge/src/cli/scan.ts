import {EXIT_CODES, FipsError, isFipsError} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {gradeByImage, markImage} from '../scan/grade_by_image.ts';
import {makeScanBudget} from '../scan/scan_budget.ts';
import {makeScanReport} from '../scan/scan_report.ts';
import type {ScanResult} from '../scan/scan_report.ts';
import {scanLocalImage, scanTarget} from '../scan/scan_target.ts';
import type {TargetScan} from '../scan/scan_target.ts';
import {findAskedDrivers, openAgent} from '../agent/open_agent.ts';
import type {Driver} from '../port/driver.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {printScanJson} from './scan_json.ts';
import {printScanTable} from './scan_table.ts';
import type {Terminal} from './terminal.ts';

export const SCAN_FORMATS = ['table', 'json'] as const;

export type ScanOptions = GlobalOptions & {readonly format: (typeof SCAN_FORMATS)[number]; readonly against?: string};

/** `fips-agent scan`: what the executables of a path, container or image prove. 0 when every mode is known, else 11. */
export async function scan(terminal: Terminal, target: string, options: ScanOptions): Promise<ExitCode> {
    const agent = await openAgent(terminal, options);
    const drivers = findAskedDrivers(agent);
    const {against} = options;
    const scanned = await scanTarget(target, drivers, makeScanBudget(), against !== undefined).catch(
        (error: unknown) => {
            throw isFipsError(error) && error.code === 'engine_unreachable'
                ? new FipsError('scan_target_missing', {target})
                : error;
        },
    );
    const declared = judgeAll(scanned, target);
    const results =
        against === undefined
            ? declared
            : gradeByImage(declared, markImage(makeScanReport(await scanHeldImage(drivers, against))));
    terminal.out.write(
        options.format === 'json'
            ? printScanJson(target, scanned.kind, results, terminal.now())
            : printScanTable({target, kind: scanned.kind, against}, results, terminal),
    );
    return results.some(({mode}) => mode === 'unknown') ? EXIT_CODES.cannot_tell : EXIT_CODES.ready;
}

/** The image of whichever platform holds it. */
async function scanHeldImage(
    drivers: readonly Driver[],
    image: string,
): Promise<Awaited<ReturnType<typeof scanLocalImage>>> {
    for (const {images} of drivers) {
        if (await images.findImage(image)) {
            return scanLocalImage(images, image, makeScanBudget(), true);
        }
    }
    throw new FipsError('scan_target_missing', {target: image});
}

/** A file named by the person is judged whatever its name; elsewhere only what a server would start. */
function judgeAll({findings}: TargetScan, target: string): readonly ScanResult[] {
    const results = makeScanReport(findings);
    if (results.length === 0) {
        throw new FipsError('scan_nothing_found', {target});
    }
    return results;
}
