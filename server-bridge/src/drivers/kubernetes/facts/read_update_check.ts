import type {FactValue} from '@fips-readiness/core';
import {unlessRefused} from '../api/unless_refused.ts';
import type {Found} from '../found.ts';
import {JOBS, UPDATE_CHECK} from '../resources.ts';
import {Job} from '../schema.ts';

/** Whether the operator tries an image first, with which other containers, and what is left of an earlier try. Throws FipsError. */
export async function readUpdateCheck({
    cluster,
    resource,
    pods,
}: Extract<Found, {kind: 'mattermost'}>): Promise<FactValue<'update_check'>> {
    const {namespace} = resource.metadata;
    const [{pod, container}] = pods;
    const {podExtensions, updateJob} = resource.spec;
    const own = podExtensions.sidecarContainers.map(({name}) => name);
    // What a mesh puts into pods it may leave out of a Job that is marked otherwise.
    const marks = {...updateJob.extraLabels, ...updateJob.extraAnnotations};
    const isToldApart = Object.keys(marks).length > 0;
    const ask = {...JOBS, verb: 'get', namespace, name: UPDATE_CHECK} as const;
    const answer = await unlessRefused(() => cluster.call(ask));
    const job = Job.safeParse(answer).data;
    return {
        enabled: !resource.spec.updateJob.disabled,
        left: answer === 'refused' ? null : job ? judgeJob(job) : 'none',
        sidecars: pod.spec.containers
            .map(({name}) => name)
            .filter((name) => name !== container.name && (own.includes(name) || !isToldApart)),
    };
}

function judgeJob({status}: Job): NonNullable<FactValue<'update_check'>['left']> {
    const isOver = status.conditions.some(({type, status: is}) => type === 'Complete' && is === 'True');
    // One that completed is deleted by the operator at its next look, also after attempts that failed.
    return isOver ? 'none' : status.failed > 0 ? 'failed' : 'unfinished';
}
