import {makeFact} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';

/** Facts of an agent on a Compose project, so much as to judge the database password. */
export function makeAgentFacts(
    length: 'short' | 'ok',
    observedAt = new Date().toISOString(),
    variant: 'standard' | 'fips' = 'standard',
): Facts {
    const deployment = {
        kind: 'compose',
        name: 'mattermost',
        service: 'mattermost',
        host: 'ops-1',
        folder: '/opt/mattermost',
    } as const;
    const image = {
        reference: `mattermost/mattermost-enterprise-${variant === 'fips' ? 'fips-' : ''}edition:11.7.2`,
        imageId: 'sha256:1',
        variant,
        pin: 'release',
    } as const;
    return {
        deployment: makeFact(deployment, 'agent_compose', observedAt),
        running_image: makeFact(image, 'agent_engine', observedAt),
        database_credentials: makeFact(
            [{name: 'data_source', from: 'environment', length}],
            'agent_engine',
            observedAt,
        ),
    };
}
