import {isObserved} from '../facts/fact.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SINCE, SOURCES} from '../values/thresholds.ts';

/** Which variant runs now, by the server's own flag (from 11.3 on) and by the image's name. Two words have to agree. */
export const current_variant = defineCheck({
    code: 'current_variant',
    group: 'deployment_and_image',
    needs: [],
    needsAny: ['running_image', 'server'],
    reasons: {runs_standard: 'pass', runs_fips: 'pass', flag_disagrees: 'fail', cannot_tell: 'unknown'},
    sources: [SOURCES.server_client_config, SOURCES.fips_stig],
    judge: (_needed, {running_image: image, server}) => {
        const name = isObserved(image) ? image.value.variant : null;
        const flag = isObserved(server) ? server.value.fips : null;
        const data = {
            image: isObserved(image) ? image.value.reference : '',
            version: isObserved(server) ? server.value.version : '',
            since: SINCE.fips_flag.from,
        };
        if (flag === null && name === null) {
            return found('cannot_tell', data, [remedy('name_image_pair'), remedy('upgrade_server')]);
        }
        if (flag !== null && name !== null && flag !== (name === 'fips')) {
            return found('flag_disagrees', {...data, variant: name, flag}, [remedy('compare_image_and_flag')]);
        }
        return found((flag ?? name === 'fips') ? 'runs_fips' : 'runs_standard', data);
    },
});
