import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {ON_A_HOST} from './deployment_kind.ts';
import {SOURCES} from '../values/thresholds.ts';

/** A container started with `--rm` takes its anonymous volumes with it when it stops: files, plugins, configuration. */
export const container_removal = defineCheck({
    code: 'container_removal',
    group: 'deployment_and_image',
    needs: ['container'],
    helps: ['deployment'],
    reasons: {kept: 'pass', not_docker: 'pass', removed_on_stop: 'fail'},
    sources: [SOURCES.docker_run],
    appliesTo: {kinds: ON_A_HOST, otherwise: 'not_docker'},
    judge: ({container}) =>
        container.autoRemove ? found('removed_on_stop', {}, [remedy('recreate_without_rm')]) : found('kept'),
});
