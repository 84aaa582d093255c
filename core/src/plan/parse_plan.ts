import {parseJson, printCanonicalJson} from '../values/canonical_json.ts';
import type {Json} from '../values/canonical_json.ts';
import {Plan} from './plan.ts';
import {PlanFormat1, upgradePlan} from './plan_format_1.ts';

/** Reads a plan's text, of this format or the one before; undefined where it is none, or not printed as an agent prints it. */
export function parsePlan(planText: string): Plan | undefined {
    const json = parseJson(planText);
    const read = Plan.safeParse(json);
    if (read.success) {
        return read.data.format === 2 && isPrinted(read.data, planText) ? read.data : undefined;
    }
    const old = PlanFormat1.safeParse(json);
    return old.success && isPrinted(old.data, planText) ? upgradePlan(old.data) : undefined;
}

function isPrinted(plan: unknown, planText: string): boolean {
    return printCanonicalJson(plan as Json) === planText;
}
