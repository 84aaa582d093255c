import {isObserved} from '../facts/fact.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {ON_A_HOST} from './deployment_kind.ts';
import {SOURCES} from '../values/thresholds.ts';

const MEBIBYTE = 1024 * 1024;

/** Both images are on the disk until the old one is discarded; a pull unpacks next to the download. */
export const disk_space = defineCheck({
    code: 'disk_space',
    group: 'deployment_and_image',
    needs: ['disk_space'],
    helps: ['fips_image', 'deployment'],
    reasons: {enough: 'pass', loaded: 'pass', not_docker: 'pass', tight: 'warn', too_little: 'fail'},
    sources: [SOURCES.docker_pull],
    appliesTo: {kinds: ON_A_HOST, otherwise: 'not_docker'},
    judge: ({disk_space: {availableBytes, neededBytes}}, {fips_image: image}) => {
        if (isObserved(image) && image.value.where === 'local') {
            return found('loaded');
        }
        const data = {
            availableMebibytes: Math.floor(availableBytes / MEBIBYTE),
            neededMebibytes: Math.ceil(neededBytes / MEBIBYTE),
        };
        if (availableBytes >= 2 * neededBytes) {
            return found('enough', data);
        }
        return found(availableBytes < neededBytes ? 'too_little' : 'tight', data, [remedy('free_disk_space')]);
    },
});
