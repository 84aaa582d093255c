import {describeResult} from '@fips-readiness/core';
import type {ReadinessReport, Result} from '@fips-readiness/core';
import {speakEnglish} from '../words/speak.ts';
import type {ListedCheck} from './check_listed.ts';

/** One deployment of many in words: a cell for each column; the keys are the names of the columns. */
export type ListRow = Readonly<
    Record<'namespace' | 'name' | 'version' | 'variant' | 'verdict' | 'blockers' | 'unknown' | 'problem', string>
>;

/** Says what a check came to. What is not known is an empty cell. */
export function makeListRow(check: ListedCheck): ListRow {
    const {namespace, name, report} = check;
    if (!report) {
        return {
            namespace,
            name,
            version: '',
            variant: '',
            verdict: speakEnglish('check_all.verdict.cannot_tell'),
            blockers: '',
            unknown: '',
            problem: check.reason,
        };
    }
    const {verdict, results, deployment} = report;
    return {
        namespace,
        name,
        version: deployment.serverVersion,
        variant: findVariant(report),
        verdict: speakEnglish(`check_all.verdict.${verdict.code}`, {blockers: verdict.counts.fail}),
        blockers: verdict.code === 'not_ready' ? joinTitles(results.filter(({state}) => state === 'fail')) : '',
        unknown:
            verdict.code === 'cannot_tell'
                ? joinTitles(results.filter(({state, blocker}) => state === 'unknown' && blocker))
                : '',
        problem: '',
    };
}

function findVariant({results}: ReadinessReport): string {
    const reason = results.find(({check}) => check === 'current_variant')?.reason;
    return reason === 'runs_fips' ? 'fips' : reason === 'runs_standard' ? 'standard' : '';
}

function joinTitles(results: readonly Result[]): string {
    return results
        .filter(({accepted, cured}) => !accepted && !cured)
        .map((result) => describeResult(result, speakEnglish).title)
        .join('; ');
}
