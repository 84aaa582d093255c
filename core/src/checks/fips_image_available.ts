import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** The same release has to exist as FIPS image in the deployment's own registry, or be loaded on the host already. */
export const fips_image_available = defineCheck({
    code: 'fips_image_available',
    group: 'deployment_and_image',
    needs: ['fips_image'],
    helps: ['host_architecture', 'running_image'],
    reasons: {
        in_registry: 'pass',
        loaded: 'pass',
        absent: 'fail',
        no_counterpart: 'fail',
        other_architecture: 'fail',
        denied: 'unknown',
        unreachable: 'unknown',
    },
    sources: [SOURCES.migration_guide, SOURCES.docker_pull],
    judge: ({fips_image: {reference: image, where, architectures}}) => {
        if (image === null || where === 'no_counterpart') {
            return found('no_counterpart', {}, [remedy('name_image_pair')]);
        }
        const data = {image};
        if (where === 'absent') {
            return found('absent', data, [remedy('choose_release', data)]);
        }
        if (where === 'denied') {
            return found('denied', data, [remedy('log_in_to_registry', data), remedy('rehearse_the_image')]);
        }
        if (where === 'unreachable') {
            return found('unreachable', data, [remedy('carry_image_in', data), remedy('rehearse_the_image')]);
        }
        if (architectures.length > 0 && !architectures.includes('amd64')) {
            return found('other_architecture', {...data, architectures}, [remedy('pull_image', data)]);
        }
        return found(where === 'local' ? 'loaded' : 'in_registry', data);
    },
});
