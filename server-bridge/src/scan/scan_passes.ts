import type {BuildInformationAnswer, Reading} from '@fips-readiness/core';
import type {Finding, Resumes} from './scan_tar.ts';

/** Section names, blob, string headers, texts: each may lie behind the one before. */
const MAX_PASSES = 5;

/** What a scan must hand over to be gone on with. */
type Pass = {readonly findings: ReadonlyMap<string, Finding>};

/**
 * Scans again, only what is still open, until every executable has told: binaries of Go before 1.18 lead back to bytes
 * a stream is already beyond. Answers the first pass with the later answers in it.
 */
export async function scanInPasses<T extends Pass>(
    scan: (resumes: Resumes | undefined) => Promise<T>,
): Promise<T & {readonly findings: ReadonlyMap<string, Finding>}> {
    const first = await scan(undefined);
    const findings = new Map(first.findings);
    for (let pass = 1; pass < MAX_PASSES; pass += 1) {
        const resumes = openReadings(findings);
        if (resumes.size === 0) {
            break;
        }
        for (const [path, finding] of (await scan(resumes)).findings) {
            if (resumes.has(path)) {
                findings.set(path, {...findings.get(path), ...finding});
            }
        }
    }
    return {...first, findings};
}

function openReadings(findings: ReadonlyMap<string, Finding>): Resumes {
    const open = new Map<string, () => Reading<BuildInformationAnswer>>();
    for (const [path, finding] of findings) {
        if (finding.kind === 'executable' && finding.answer.code === 'next_pass') {
            open.set(path, finding.answer.resume);
        }
    }
    return open;
}
