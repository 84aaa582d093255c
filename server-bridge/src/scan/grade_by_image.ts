import type {ScanResult} from './scan_report.ts';

/** What an image's own executables are, for `gradeByImage`: role, plugin and digest of each in one word. */
export type ImageMarks = ReadonlySet<string>;

/** The marks of an image's scan that was thorough. */
export function markImage(results: readonly ScanResult[]): ImageMarks {
    return new Set(results.flatMap(markOf));
}

/**
 * The results with a better grade where the executable is, byte by byte, the one the image brings for the same plugin, or as its server
 * (security.md rule 20). What proves nothing by itself proves nothing by being the same either.
 */
export function gradeByImage(results: readonly ScanResult[], marks: ImageMarks): readonly ScanResult[] {
    return results.map((result) =>
        result.grade === 'declares' && markOf(result).some((mark) => marks.has(mark))
            ? {...result, grade: 'matches_image'}
            : result,
    );
}

function markOf({role, plugin = '', digest}: ScanResult): readonly string[] {
    return digest === undefined ? [] : [JSON.stringify([role, plugin, digest])];
}
