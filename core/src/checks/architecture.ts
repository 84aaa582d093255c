import {isObserved} from '../facts/fact.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

const FIPS_ARCHITECTURE = 'amd64';

/** FIPS images are built for linux/amd64 only, unless the deployment's own registry shows another build. */
export const architecture = defineCheck({
    code: 'architecture',
    group: 'deployment_and_image',
    needs: ['host_architecture'],
    helps: ['fips_image'],
    reasons: {amd64: 'pass', image_fits: 'pass', other: 'fail'},
    sources: [SOURCES.server_fips_image, SOURCES.fips_stig],
    judge: ({host_architecture: host}, {fips_image: image}) => {
        if (host === FIPS_ARCHITECTURE || host === 'x86_64') {
            return found('amd64');
        }
        return isObserved(image) && image.value.architectures.includes(host)
            ? found('image_fits', {architecture: host})
            : found('other', {architecture: host}, [remedy('use_amd64_host')]);
    },
});
