import {findHidden} from '../facts/hidden_by_mounts.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** A mount over the server's program runs what it holds, whatever image is named: the old release, and no FIPS build. */
export const image_mounts = defineCheck({
    code: 'image_mounts',
    group: 'deployment_and_image',
    needs: ['container'],
    reasons: {nothing_hidden: 'pass', program_hidden: 'fail', parts_hidden: 'warn'},
    sources: [SOURCES.docker_volumes],
    judge: ({container: {mounts = []}}) => {
        const {program, parts} = findHidden(mounts.map(({target}) => target));
        if (program.length > 0) {
            return found('program_hidden', {targets: program}, [remedy('unmount_the_program', {targets: program})]);
        }
        return parts.length > 0
            ? found('parts_hidden', {targets: parts}, [remedy('unmount_the_program', {targets: parts})])
            : found('nothing_hidden');
    },
});
