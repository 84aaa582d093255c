import {makeFact} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import {READY} from '../samples/facts.ts';

/** What an agent would report of the official Compose project with a short password; `change` replaces facts. */
export function makeAgentFacts(
    observedAt: string,
    variant: 'standard' | 'fips' = 'standard',
    change: Facts = {},
): Facts {
    const from = <T>(source: 'agent_engine' | 'agent_compose' | 'agent_registry' | 'agent_database', value: T) =>
        makeFact(value, source, observedAt);
    return {
        deployment: from('agent_compose', {
            kind: 'compose',
            name: 'mattermost',
            service: 'mattermost',
            host: 'ops-1',
            folder: '/opt/mattermost',
            files: ['/opt/mattermost/docker-compose.yml'],
            container: 'mattermost-mattermost-1',
            databaseService: 'postgres',
        }),
        deployment_owner: from('agent_engine', {tool: 'none', evidence: ''}),
        host_architecture: from('agent_engine', 'amd64'),
        containers_seen: from('agent_engine', 1),
        instances: from('agent_engine', [
            {
                name: 'mattermost-mattermost-1',
                image: `mattermost/mattermost-enterprise-${variant === 'fips' ? 'fips-' : ''}edition:11.7.2`,
                imageId: 'sha256:1f2e3d',
                state: 'running',
                health: 'healthy',
                restarts: 0,
            },
        ]),
        running_image: from('agent_engine', {
            reference: `mattermost/mattermost-enterprise-${variant === 'fips' ? 'fips-' : ''}edition:11.7.2`,
            imageId: 'sha256:1f2e3d',
            variant,
            pin: 'release',
        }),
        image_source: from('agent_compose', {kind: 'variable', file: '.env', line: 24, variable: 'MATTERMOST_IMAGE'}),
        fips_image: from('agent_registry', {
            reference: 'mattermost/mattermost-enterprise-fips-edition:11.7.2',
            where: 'registry',
            architectures: ['amd64'],
            digest: null,
        }),
        container: from('agent_engine', {
            state: 'running',
            health: 'healthy',
            autoRemove: false,
            staticAddress: false,
            readOnlyRoot: true,
            user: '2000',
        }),
        crypto_environment: from('agent_engine', {variables: [], mounts: []}),
        compose_drift: from('agent_compose', {services: []}),
        front_proxies: from('agent_engine', []),
        disk_space: from('agent_engine', {availableBytes: 40_000_000_000, neededBytes: 1_200_000_000}),
        database_credentials: from('agent_engine', [{name: 'data_source', from: 'environment', length: 'short'}]),
        database_password_storage: from('agent_database', {stored: 'scram_sha_256', newPasswords: 'scram_sha_256'}),
        database_role_clients: from('agent_database', []),
        database_version: from('agent_database', 15),
        ...change,
    };
}

/** What an agent would report of an installation of the operator with two pods and a short password. */
export function makeClusterFacts(observedAt: string, variant: 'standard' | 'fips' = 'standard'): Facts {
    const from = <T>(value: T) => makeFact(value, 'agent_cluster', observedAt);
    const image = `mattermost/mattermost-enterprise-${variant === 'fips' ? 'fips-' : ''}edition`;
    const imageId = `sha256:${(variant === 'fips' ? '2' : '1').repeat(64)}`;
    return makeAgentFacts(observedAt, variant, {
        deployment: from({
            kind: 'kubernetes',
            name: 'mm',
            service: '',
            host: 'production',
            container: 'mattermost',
            namespace: 'chat',
            resource: 'mattermost',
        }),
        deployment_owner: from({tool: 'none', evidence: ''}),
        containers_seen: from(2),
        instances: from(
            ['mm-6b9f7c5d4-4xkqz', 'mm-6b9f7c5d4-9tdlw'].map((name, index) => ({
                name,
                image: `${image}:11.7.2`,
                imageId,
                state: 'running',
                health: 'healthy',
                restarts: 0,
                node: `node-${index + 1}`,
            })),
        ),
        running_image: from({reference: `${image}:11.7.2`, imageId, variant, pin: 'release'}),
        cluster: from({enabled: true, nodes: 2, versions: ['11.7.2']}),
        operator: from(READY.operator),
        pod_replacement: from(READY.pod_replacement),
        update_check: from(READY.update_check),
        push_proxies: from(READY.push_proxies),
        image_source: from({kind: 'resource', file: '', line: null, variable: null}),
        database_credentials: from([
            {name: 'data_source', from: 'environment', length: variant === 'fips' ? 'ok' : 'short'},
        ]),
    });
}
