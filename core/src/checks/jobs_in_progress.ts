import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** A restart cuts a running job off: an import, a migration, an export, an index. */
export const jobs_in_progress = defineCheck({
    code: 'jobs_in_progress',
    group: 'server_and_licence',
    needs: ['jobs_in_progress'],
    reasons: {none: 'pass', running: 'warn'},
    sources: [SOURCES.migration_guide],
    judge: ({jobs_in_progress: jobs}) =>
        jobs.length === 0
            ? found('none')
            : found('running', {jobs: [...new Set(jobs)].sort()}, [remedy('wait_for_jobs')]),
});
