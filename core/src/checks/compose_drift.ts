import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {WITH_PROJECT_FILES} from './deployment_kind.ts';
import {SOURCES} from '../values/thresholds.ts';

/** Files edited since the last `up` would bring their other changes along with the new image. */
export const compose_drift = defineCheck({
    code: 'compose_drift',
    group: 'deployment_and_image',
    needs: ['deployment', 'compose_drift'],
    reasons: {
        none: 'pass',
        not_compose: 'pass',
        mattermost_drifted: 'fail',
        other_image: 'fail',
        others_drifted: 'warn',
    },
    sources: [SOURCES.compose_up],
    appliesTo: {kinds: WITH_PROJECT_FILES, otherwise: 'not_compose'},
    judge: ({deployment, compose_drift: {services, image}}) => {
        if (image) {
            // No `up` is advised here: it would change the release, or find no image.
            return found('other_image', {...image}, [remedy('name_running_image', {...image})]);
        }
        if (services.length === 0) {
            return found('none');
        }
        const own = services.includes(deployment.service);
        return found(own ? 'mattermost_drifted' : 'others_drifted', {services}, [remedy('settle_drift', {services})]);
    },
});
