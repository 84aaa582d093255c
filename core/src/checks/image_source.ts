import {isObserved} from '../facts/fact.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** Where the image's name stands decides whether one line can be edited to move it. */
export const image_source = defineCheck({
    code: 'image_source',
    group: 'deployment_and_image',
    needs: ['image_source'],
    helps: ['fips_image', 'deployment'],
    reasons: {
        in_a_file: 'pass',
        in_the_container: 'pass',
        in_the_resource: 'pass',
        overridden: 'fail',
        built_with_counterpart: 'warn',
        built: 'fail',
        process_environment: 'fail',
    },
    sources: [SOURCES.compose_interpolation, SOURCES.migration_guide],
    judge: ({image_source: {kind, file, line, variable}}, {fips_image: target, deployment}) => {
        const place = line === null ? file : `${file}:${line}`;
        switch (kind) {
            case 'container':
                return found('in_the_container');
            case 'resource':
                if (variable !== null) {
                    return found('overridden', {field: variable}, [remedy('remove_image_override', {field: variable})]);
                }
                return found('in_the_resource', {
                    resource: (isObserved(deployment) ? deployment.value.resource : undefined) ?? 'mattermost',
                });
            case 'process_environment':
                return found('process_environment', {variable: variable ?? ''}, [
                    remedy('name_image_in_file', {variable: variable ?? ''}),
                ]);
            case 'build':
                return isObserved(target) && target.value.reference !== null
                    ? found('built_with_counterpart', {place, image: target.value.reference})
                    : found('built', {place}, [remedy('build_on_fips_image'), remedy('name_image_pair')]);
            case 'variable':
            case 'default_value':
            case 'literal':
            case 'override_file':
            case 'extends':
            case 'include':
                return found('in_a_file', {place, variable: variable ?? ''});
        }
    },
});
