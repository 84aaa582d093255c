import {isObserved} from '../facts/fact.ts';
import type {FactValue} from '../facts/facts.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** Every node has to move: a cluster half standard, half FIPS must not stay so. */
export const node_coverage = defineCheck({
    code: 'node_coverage',
    group: 'deployment_and_image',
    needs: ['cluster', 'containers_seen'],
    helps: ['instances'],
    reasons: {
        all_seen: 'pass',
        more_nodes: 'fail',
        none_seen: 'fail',
        not_a_cluster: 'warn',
        mixed_versions: 'warn',
        mixed_images: 'fail',
    },
    sources: [SOURCES.high_availability],
    judge: ({cluster, containers_seen: seen}, {instances}) => {
        const data = {nodes: cluster.nodes, seen};
        if (seen === 0) {
            return found('none_seen', data, [remedy('find_the_container')]);
        }
        if (cluster.nodes > seen) {
            return found('more_nodes', data, [remedy('check_each_host', data)]);
        }
        const versions = [...new Set(cluster.versions)];
        if (versions.length > 1) {
            return found('mixed_versions', {...data, versions}, [remedy('align_versions')]);
        }
        const images = isObserved(instances) ? findImages(instances.value) : [];
        if (images.length > 1) {
            return found('mixed_images', {...data, images}, [remedy('align_versions')]);
        }
        return seen > 1 && !cluster.enabled
            ? found('not_a_cluster', data, [remedy('run_one_server')])
            : found('all_seen', data);
    },
});

/** The names of the images that run; each content once. One that has not started is not known. */
function findImages(instances: FactValue<'instances'>): readonly string[] {
    const byId = new Map(instances.flatMap(({image, imageId}) => (imageId === '' ? [] : [[imageId, image] as const])));
    return byId.size > 1 ? [...byId.values()] : [];
}
