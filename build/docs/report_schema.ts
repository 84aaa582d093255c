import * as z from 'zod/mini';
import {EvidenceReport} from '@fips-readiness/core';

/** docs/reference/report.schema.json: what `fips-agent report --format json` prints, as JSON Schema (draft 2020-12). */
export function printReportSchema(): string {
    // As input: a later version of the same format may have fields of its own.
    const schema = z.toJSONSchema(EvidenceReport, {io: 'input'});
    const title = 'FIPS Readiness: evidence report, format 1';
    return `${JSON.stringify({title, ...schema}, null, 2)}\n`;
}
