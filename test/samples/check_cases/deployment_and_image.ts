import {INSTANCE, READY} from '../facts.ts';
import {casesOf} from './check_case.ts';
import type {CheckCase} from './check_case.ts';

const {deployment, container, running_image: image, fips_image: fips, image_source: source, cluster} = READY;
const one = INSTANCE;
const kubernetes = {...deployment, kind: 'kubernetes'} as const;
const nginx = {kind: 'nginx', container: 'nginx_mattermost'} as const;
const traefik = {kind: 'traefik', container: 'traefik'} as const;
const mountAt = (target: string) => ({type: 'volume', target, writable: true, anonymous: false});
const GIGABYTE = 1024 ** 3;

export const DEPLOYMENT_CASES: readonly CheckCase[] = [
    ...casesOf(
        'deployment_type',
        ['supported', {}],
        ['supported', {deployment: {...deployment, kind: 'docker'}}],
        ['supported', {deployment: kubernetes}],
        ['package', {deployment: {...deployment, kind: 'package'}}, 'move_to_containers'],
        ['tarball', {deployment: {...deployment, kind: 'tarball'}}, 'move_to_containers'],
        ['compose_v1', {deployment: {...deployment, kind: 'compose_v1'}}, 'upgrade_compose'],
        ['swarm', {deployment: {...deployment, kind: 'swarm'}}, 'run_on_supported_platform'],
        ['podman', {deployment: {...deployment, kind: 'podman'}}, 'run_on_supported_platform'],
        ['ecs', {deployment: {...deployment, kind: 'ecs'}}, 'run_on_supported_platform'],
        ['fact_missing', {deployment: {missing: 'no_agent'}}, 'run_the_agent'],
    ),
    ...casesOf(
        'deployment_owner',
        ['nobody_else', {}],
        ['owned', {deployment_owner: {tool: 'portainer', evidence: 'label io.portainer'}}, 'change_through_owner'],
        ['owned', {deployment_owner: {tool: 'argo_cd', evidence: 'annotation'}}, 'change_through_owner'],
        ['pulls_by_itself', {deployment_owner: {tool: 'watchtower', evidence: 'container watchtower'}}, 'stop_updater'],
    ),
    ...casesOf(
        'node_coverage',
        ['all_seen', {}],
        ['all_seen', {cluster: {enabled: true, nodes: 2, versions: ['11.7.2']}, containers_seen: 2}],
        ['more_nodes', {cluster: {enabled: true, nodes: 3, versions: ['11.7.2']}}, 'check_each_host'],
        ['none_seen', {containers_seen: 0}, 'find_the_container'],
        ['not_a_cluster', {containers_seen: 2}, 'run_one_server'],
        [
            'mixed_versions',
            {cluster: {...cluster, enabled: true, nodes: 2, versions: ['11.7.1', '11.7.2']}, containers_seen: 2},
            'align_versions',
        ],
        [
            'mixed_images',
            {
                cluster: {...cluster, enabled: true, nodes: 2},
                containers_seen: 2,
                instances: [one, {...one, name: 'mm-2', imageId: `sha256:${'c'.repeat(64)}`}],
            },
            'align_versions',
        ],
        [
            'all_seen',
            {
                cluster: {...cluster, enabled: true, nodes: 2},
                containers_seen: 2,
                instances: [one, {...one, name: 'mm-2', imageId: ''}],
            },
        ],
        ['fact_missing', {cluster: {missing: 'local_mode_off'}}, 'enable_local_mode'],
    ),
    ...casesOf(
        'architecture',
        ['amd64', {}],
        ['amd64', {host_architecture: 'x86_64'}],
        ['image_fits', {host_architecture: 'arm64', fips_image: {...fips, architectures: ['amd64', 'arm64']}}],
        ['other', {host_architecture: 'arm64'}, 'use_amd64_host'],
        ['other', {host_architecture: 'arm64', fips_image: null}, 'use_amd64_host'],
    ),
    ...casesOf(
        'current_variant',
        ['runs_standard', {}],
        ['runs_standard', {running_image: {missing: 'no_agent'}}],
        ['runs_standard', {server: {...READY.server, version: '11.2.0', fips: null}}],
        ['runs_standard', {server: {missing: 'not_reachable'}}],
        [
            'runs_fips',
            {
                running_image: {...image, variant: 'fips'},
                server: {version: '11.7.2', enterpriseReady: true, fips: true},
            },
        ],
        ['runs_fips', {running_image: {...image, variant: null}, server: {...READY.server, fips: true}}],
        ['flag_disagrees', {running_image: {...image, variant: 'fips'}}, 'compare_image_and_flag'],
        ['flag_disagrees', {server: {...READY.server, fips: true}}, 'compare_image_and_flag'],
        [
            'cannot_tell',
            {running_image: {...image, variant: null}, server: {...READY.server, version: '11.1.0', fips: null}},
            'name_image_pair',
            'upgrade_server',
        ],
        [
            'fact_missing',
            {running_image: {missing: 'no_agent'}, server: {missing: 'timed_out'}},
            'run_the_agent',
            'ask_the_doctor',
        ],
    ),
    ...casesOf(
        'fips_image_available',
        ['in_registry', {}],
        ['loaded', {fips_image: {...fips, where: 'local', architectures: []}}],
        ['absent', {fips_image: {...fips, where: 'absent'}}, 'choose_release'],
        ['no_counterpart', {fips_image: {...fips, reference: null, where: 'no_counterpart'}}, 'name_image_pair'],
        ['no_counterpart', {fips_image: {...fips, reference: null}}, 'name_image_pair'],
        ['other_architecture', {fips_image: {...fips, architectures: ['arm64']}}, 'pull_image'],
        ['denied', {fips_image: {...fips, where: 'denied'}}, 'log_in_to_registry'],
        ['unreachable', {fips_image: {...fips, where: 'unreachable'}}, 'carry_image_in'],
    ),
    ...casesOf(
        'image_pin',
        ['release', {}],
        ['digest', {running_image: {...image, pin: 'digest'}}, 'replace_digest'],
        ['digest', {running_image: {...image, pin: 'digest'}, fips_image: {...fips, where: 'local'}}, 'replace_digest'],
        ['floating', {running_image: {...image, pin: 'floating'}}, 'pin_release'],
        ['floating', {running_image: {...image, pin: 'floating'}, server: {missing: 'not_reachable'}}, 'pin_release'],
    ),
    ...casesOf(
        'image_source',
        ['in_a_file', {}],
        ['in_a_file', {image_source: {...source, kind: 'default_value', file: 'docker-compose.yml', line: 19}}],
        ['in_a_file', {image_source: {...source, kind: 'literal', variable: null}}],
        ['in_a_file', {image_source: {...source, kind: 'override_file'}}],
        ['in_a_file', {image_source: {...source, kind: 'extends'}}],
        ['in_a_file', {image_source: {...source, kind: 'include', line: null}}],
        ['in_the_container', {image_source: {...source, kind: 'container'}}],
        ['in_the_resource', {image_source: {...source, kind: 'resource'}}],
        ['built_with_counterpart', {image_source: {...source, kind: 'build'}}],
        [
            'built',
            {image_source: {...source, kind: 'build'}, fips_image: {...fips, reference: null}},
            'build_on_fips_image',
            'name_image_pair',
        ],
        ['process_environment', {image_source: {...source, kind: 'process_environment'}}, 'name_image_in_file'],
    ),
    ...casesOf(
        'compose_drift',
        ['none', {}],
        ['not_compose', {deployment: {...deployment, kind: 'docker'}, compose_drift: {missing: 'not_supported'}}],
        ['not_compose', {deployment: kubernetes, compose_drift: null}],
        ['mattermost_drifted', {compose_drift: {services: ['mattermost', 'postgres']}}, 'settle_drift'],
        [
            'other_image',
            {compose_drift: {services: ['mattermost'], image: {running: 'mm:11.7.2', wanted: 'mm:11.6.0'}}},
            'name_running_image',
        ],
        ['others_drifted', {compose_drift: {services: ['postgres']}}, 'settle_drift'],
        ['fact_missing', {compose_drift: {missing: 'not_supported'}}],
    ),
    ...casesOf(
        'container_removal',
        ['kept', {}],
        ['not_docker', {deployment: kubernetes, container: {missing: 'not_supported'}}],
        ['removed_on_stop', {container: {...container, autoRemove: true}}, 'recreate_without_rm'],
    ),
    ...casesOf(
        'image_mounts',
        ['nothing_hidden', {}],
        ['nothing_hidden', {container: {...container, mounts: [mountAt('/mattermost/data')]}}],
        ['program_hidden', {container: {...container, mounts: [mountAt('/mattermost')]}}, 'unmount_the_program'],
        ['parts_hidden', {container: {...container, mounts: [mountAt('/mattermost/client')]}}, 'unmount_the_program'],
    ),
    ...casesOf(
        'container_state',
        ['running', {}],
        ['running', {container: {...container, health: 'none'}}],
        ['starting', {container: {...container, health: 'starting'}}, 'read_log'],
        ['unhealthy', {container: {...container, health: 'unhealthy'}}, 'read_log'],
        ['unhealthy', {container: {...container, health: 'unhealthy', user: '2000:2000'}}, 'read_log'],
        ['unhealthy_as_other_user', {container: {...container, health: 'unhealthy', user: '1000:1000'}}, 'read_log'],
        ['not_running', {container: {...container, state: 'restarting'}}, 'read_log', 'start_container'],
        ['not_running', {container: {...container, state: 'exited', health: 'none'}}, 'read_log', 'start_container'],
        ['running', {instances: [one, {...one, name: 'mm-2', health: 'none'}]}],
        ['some_unhealthy', {instances: [one, {...one, name: 'mm-2', health: 'starting'}]}, 'read_log'],
        ['some_not_running', {instances: [one, {...one, name: 'mm-2', state: 'restarting'}]}, 'read_log'],
    ),
    ...casesOf(
        'network_address',
        ['looked_up', {}],
        ['looked_up', {front_proxies: [traefik]}],
        ['fixed', {container: {...container, staticAddress: true}, front_proxies: [nginx]}],
        [
            'random_ports',
            {container: {...container, randomPorts: ['8065/tcp 32768']}, front_proxies: [nginx]},
            'pin_port',
        ],
        ['not_docker', {deployment: kubernetes, container: null, front_proxies: null}],
        ['remembered_by_proxy', {front_proxies: [nginx, traefik]}, 'keep_network_quiet', 'reload_proxy'],
    ),
    ...casesOf(
        'front_proxy',
        ['none', {}],
        ['passes_on', {front_proxies: [nginx]}],
        ['not_docker', {deployment: kubernetes, front_proxies: null}],
        ['waits_for_health', {front_proxies: [nginx, traefik]}, 'expect_proxy_wait'],
    ),
    ...casesOf(
        'disk_space',
        ['enough', {}],
        ['loaded', {disk_space: {availableBytes: 0, neededBytes: GIGABYTE}, fips_image: {...fips, where: 'local'}}],
        ['not_docker', {deployment: kubernetes, disk_space: null}],
        ['tight', {disk_space: {availableBytes: 1.5 * GIGABYTE, neededBytes: GIGABYTE}}, 'free_disk_space'],
        ['too_little', {disk_space: {availableBytes: 0.5 * GIGABYTE, neededBytes: GIGABYTE}}, 'free_disk_space'],
    ),
];
