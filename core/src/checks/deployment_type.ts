import {remedy} from '../remedies/remedy.ts';
import type {RemedyCode} from '../remedies/catalogue.ts';
import type {DeploymentKind} from '../facts/facts.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** What leads from a kind that has no FIPS image, or that nobody supports one on, to one that has. */
const WAY_OUT = {
    package: 'move_to_containers',
    tarball: 'move_to_containers',
    compose_v1: 'upgrade_compose',
    swarm: 'run_on_supported_platform',
    podman: 'run_on_supported_platform',
    ecs: 'run_on_supported_platform',
} as const satisfies Partial<Record<DeploymentKind, RemedyCode>>;

/** FIPS images exist for Docker, Docker Compose and the operator's Kubernetes installations only. */
export const deployment_type = defineCheck({
    code: 'deployment_type',
    group: 'deployment_and_image',
    needs: ['deployment'],
    reasons: {
        supported: 'pass',
        without_operator: 'pass',
        old_resource: 'warn',
        package: 'fail',
        tarball: 'fail',
        compose_v1: 'fail',
        swarm: 'fail',
        podman: 'fail',
        ecs: 'fail',
    },
    sources: [SOURCES.migration_guide],
    judge: ({deployment: {kind, name, resource = 'mattermost'}}) => {
        if (kind !== 'compose' && kind !== 'docker' && kind !== 'kubernetes') {
            return found(kind, {name}, [remedy(WAY_OUT[kind])]);
        }
        switch (resource) {
            case 'mattermost':
                return found('supported', {kind, name});
            case 'cluster_installation':
                return found('old_resource', {name}, [remedy('turn_into_mattermost')]);
            case 'deployment':
            case 'stateful_set':
                return found('without_operator', {resource, name});
        }
    },
});
