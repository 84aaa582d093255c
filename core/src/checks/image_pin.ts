import {isObserved} from '../facts/fact.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** A floating tag upgrades while it moves; a digest names the standard image's content and has to be replaced. */
export const image_pin = defineCheck({
    code: 'image_pin',
    group: 'deployment_and_image',
    needs: ['running_image'],
    helps: ['server', 'fips_image'],
    reasons: {release: 'pass', digest: 'warn', floating: 'warn'},
    sources: [SOURCES.migration_guide, SOURCES.docker_pull],
    judge: ({running_image: {reference: image, pin}}, {server, fips_image: target}) => {
        if (pin === 'release') {
            return found('release', {image});
        }
        if (pin === 'floating') {
            const version = isObserved(server) ? server.value.version : '';
            return found('floating', {image}, [remedy('pin_release', {version, known: version !== ''})]);
        }
        const known = isObserved(target) && target.value.where === 'registry';
        // A loaded image's `digest` is its id, which no reference takes.
        const digest = known ? (target.value.digest ?? '') : '';
        return found('digest', {image}, [remedy('replace_digest', {digest, known: digest !== ''})]);
    },
});
