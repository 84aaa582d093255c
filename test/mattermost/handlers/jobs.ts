import type {HttpHandler} from 'msw';

import {AppError} from '../app_error.ts';
import {makeIdentifier} from '../identifier.ts';
import {textOf} from '../json_value.ts';
import type {Job} from '../state.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {answerJson, DONE, readPaging, route, takePage} from './route.ts';

function listJobs(call: Call, jobs: readonly Job[]): Job[] {
    call.permitted('read_jobs');
    const newest = [...jobs].sort((a, b) => b.create_at - a.create_at);
    return takePage(newest, readPaging(call));
}

function findJob(call: Call): Job {
    const job = call.world.state.jobs.find(({id}) => id === call.param('job_id'));
    if (job === undefined) {
        throw new AppError(404, 'app.job.get.app_error', 'Unable to get the job.');
    }
    return job;
}

/** Jobs are only kept: nothing runs them. */
export function makeJobHandlers(world: World): HttpHandler[] {
    return [
        route(world, 'get', '/api/v4/jobs/type/:type', (call) => {
            const ofType = world.state.jobs.filter(({type}) => type === call.param('type'));
            return listJobs(call, ofType).map((job) => ({...job}));
        }),
        route(world, 'get', '/api/v4/jobs/:job_id', (call) => {
            call.permitted('read_jobs');
            return {...findJob(call)};
        }),
        route(world, 'get', '/api/v4/jobs', (call) => {
            const status = call.query.get('status');
            const wanted = world.state.jobs.filter((job) => status === null || status === '' || job.status === status);
            return listJobs(call, wanted).map((job) => ({...job}));
        }),
        route(world, 'post', '/api/v4/jobs', async (call) => {
            call.permitted('manage_system');
            const job: Job = {
                id: makeIdentifier(),
                type: textOf(await call.body(), 'type'),
                priority: 0,
                create_at: world.now(),
                start_at: 0,
                last_activity_at: world.now(),
                status: 'pending',
                progress: 0,
                data: null,
            };
            world.state.jobs.push(job);
            return answerJson(job, 201);
        }),
        route(world, 'post', '/api/v4/jobs/:job_id/cancel', (call) => {
            call.permitted('manage_system');
            findJob(call).status = 'cancel_requested';
            return DONE;
        }),
    ];
}
