import {printVisibleJson} from '@fips-readiness/core';
import type {ScanResult} from '../scan/scan_report.ts';
import type {TargetScan} from '../scan/scan_target.ts';

/** The other settings are left out: linker flags may hold keys (security.md rule 16). */
const SHOWN_SETTINGS =
    /^(?:-buildmode|-compiler|-tags|-trimpath|CGO_ENABLED|DefaultGODEBUG|GO[A-Z0-9]+|vcs(?:\.\w+)?)$/;

/** A scan as JSON: codes, not sentences. */
export function printScanJson(
    target: string,
    kind: TargetScan['kind'],
    results: readonly ScanResult[],
    at: Date,
): string {
    return `${printVisibleJson({target, kind, scannedAt: at.toISOString(), results: results.map(view)})}\n`;
}

function view({information, ...result}: ScanResult): unknown {
    if (!information) {
        return result;
    }
    const {goVersion, path, module, settings, architecture, dynamicallyLinked} = information;
    return {
        ...result,
        build: {
            goVersion,
            architecture,
            dynamicallyLinked,
            path,
            ...(module && {module: {path: module.path, version: module.version}}),
            settings: Object.fromEntries(
                settings.filter(({key}) => SHOWN_SETTINGS.test(key)).map(({key, value}) => [key, value]),
            ),
        },
    };
}
