import {isAtLeast, parseServerVersion} from './server_version.ts';
import type {ServerVersion} from './server_version.ts';

/** Where a rule is written down. `url` is a public page; `title` what a reader finds there. */
export type Source = {readonly title: string; readonly url: string};

/** Public pages the rules answer to. */
export const SOURCES = {
    migration_guide: {
        title: 'Migrate an existing deployment to FIPS-compliant images',
        url: 'https://docs.mattermost.com/administration-guide/manage/admin/fips-migration',
    },
    fips_stig: {
        title: 'Mattermost FIPS and STIG container images',
        url: 'https://docs.mattermost.com/deployment-guide/server/containers/fips-stig.html',
    },
    upgrade_notes_11_7: {
        title: 'Mattermost 11.7 upgrade notes: FIPS builds need 14 characters',
        url: 'https://github.com/mattermost/docs/pull/8903',
    },
    fips_minimum_length: {
        title: 'Mattermost server change 35905: minimum password length of FIPS builds',
        url: 'https://github.com/mattermost/mattermost/pull/35905',
    },
    fips_minimum_length_11_6: {
        title: 'Mattermost server change 35999: the same in release 11.6',
        url: 'https://github.com/mattermost/mattermost/pull/35999',
    },
    fips_minimum_length_11_5: {
        title: 'Mattermost server change 36117: the same in release 11.5',
        url: 'https://github.com/mattermost/mattermost/pull/36117',
    },
    short_hmac_keys: {
        title: 'Mattermost 11.10.1 upgrade notes: HMAC keys of 14 bytes and the database password',
        url: 'https://github.com/mattermost/docs/pull/9156',
    },
    short_hmac_keys_11_7: {
        title: 'Mattermost 11.7.10 upgrade notes: HMAC keys of 14 bytes and the database password',
        url: 'https://github.com/mattermost/docs/pull/9163',
    },
    server_config_model: {
        title: 'Mattermost server: configuration model and its validation',
        url: 'https://github.com/mattermost/mattermost/blob/master/server/public/model/config.go',
    },
    server_client_config: {
        title: 'Mattermost server: client configuration with IsFipsEnabled',
        url: 'https://github.com/mattermost/mattermost/blob/master/server/config/client.go',
    },
    server_plugins: {
        title: 'Mattermost server: how plugins are synchronised at start',
        url: 'https://github.com/mattermost/mattermost/blob/master/server/channels/app/plugin.go',
    },
    server_plugin_install: {
        title: 'Mattermost server: how a plugin bundle is installed',
        url: 'https://github.com/mattermost/mattermost/blob/master/server/channels/app/plugin_install.go',
    },
    server_makefile: {
        title: 'Mattermost server: the plugins each image brings',
        url: 'https://github.com/mattermost/mattermost/blob/master/server/Makefile',
    },
    server_image_proxy: {
        title: 'Mattermost server: atmos/camo image proxy',
        url: 'https://github.com/mattermost/mattermost/blob/master/server/platform/services/imageproxy/atmos_camo.go',
    },
    server_fips_image: {
        title: 'Mattermost server: how the FIPS image is built',
        url: 'https://github.com/mattermost/mattermost/blob/master/server/build/Dockerfile.fips',
    },
    plugin_settings: {
        title: 'Mattermost plugin configuration settings',
        url: 'https://docs.mattermost.com/administration-guide/configure/plugins-configuration-settings',
    },
    upgrade_guide: {
        title: 'Important upgrade notes',
        url: 'https://docs.mattermost.com/administration-guide/upgrade/important-upgrade-notes.html',
    },
    legacy_licences: {
        title: 'Mattermost 10.8 upgrade notes: licences named E10 and E20 are no longer supported',
        url: 'https://gitlab.com/gitlab-org/omnibus-gitlab/-/issues/9027',
    },
    editions: {
        title: 'Mattermost editions and plans',
        url: 'https://docs.mattermost.com/product-overview/editions-and-offerings.html',
    },
    high_availability: {
        title: 'High availability cluster-based deployment',
        url: 'https://docs.mattermost.com/administration-guide/scale/high-availability-cluster-based-deployment.html',
    },
    software_requirements: {
        title: 'Mattermost software and hardware requirements',
        url: 'https://docs.mattermost.com/deployment-guide/software-hardware-requirements.html',
    },
    backup_guide: {
        title: 'Backup and disaster recovery',
        url: 'https://docs.mattermost.com/deployment-guide/backup-disaster-recovery.html',
    },
    nist_sp_800_131a: {
        title: 'NIST SP 800-131A Rev. 2: transitioning the use of cryptographic algorithms and key lengths',
        url: 'https://csrc.nist.gov/pubs/sp/800/131/a/r2/final',
    },
    nist_sp_800_132: {
        title: 'NIST SP 800-132: recommendation for password-based key derivation',
        url: 'https://csrc.nist.gov/pubs/sp/800/132/final',
    },
    nist_sp_800_52: {
        title: 'NIST SP 800-52 Rev. 2: guidelines for TLS implementations',
        url: 'https://csrc.nist.gov/pubs/sp/800/52/r2/final',
    },
    go_fips: {title: 'Go: FIPS 140-3 compliance', url: 'https://go.dev/doc/security/fips140'},
    microsoft_go_fips: {
        title: 'Microsoft build of Go: FIPS README',
        url: 'https://github.com/microsoft/go/blob/microsoft/main/eng/doc/fips/README.md',
    },
    chainguard_tls: {
        title: 'Chainguard FIPS: TLS connectivity requirements',
        url: 'https://www.chainguard.dev/docs/platform/fips/tls-requirements.md',
    },
    openssl_ems: {
        title: 'OpenSSL issue 19989: FIPS and the Extended Master Secret',
        url: 'https://github.com/openssl/openssl/issues/19989',
    },
    postgres_password: {
        title: 'PostgreSQL: password authentication',
        url: 'https://www.postgresql.org/docs/current/auth-password.html',
    },
    postgres_activity: {
        title: 'PostgreSQL: monitoring statistics, pg_stat_activity',
        url: 'https://www.postgresql.org/docs/current/monitoring-stats.html',
    },
    docker_run: {
        title: 'docker container run reference',
        url: 'https://docs.docker.com/reference/cli/docker/container/run/',
    },
    docker_volumes: {
        title: 'Docker: volumes, mounting over existing data',
        url: 'https://docs.docker.com/engine/storage/volumes/#mounting-a-volume-over-existing-data',
    },
    docker_ports: {
        title: 'Docker: publishing ports, ephemeral ports',
        url: 'https://docs.docker.com/engine/network/port-publishing/',
    },
    docker_pull: {
        title: 'docker image pull reference',
        url: 'https://docs.docker.com/reference/cli/docker/image/pull/',
    },
    compose_up: {
        title: 'docker compose up reference',
        url: 'https://docs.docker.com/reference/cli/docker/compose/up/',
    },
    compose_interpolation: {
        title: 'Docker Compose: interpolation of environment variables',
        url: 'https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/',
    },
    nginx_upstream: {
        title: 'nginx: when the names of an upstream are resolved',
        url: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html',
    },
    traefik_health: {
        title: 'Traefik issue 7842: containers whose health check is still starting are left out',
        url: 'https://github.com/traefik/traefik/issues/7842',
    },
    operator: {
        title: 'Mattermost Operator',
        url: 'https://github.com/mattermost/mattermost-operator',
    },
    kubernetes_deployments: {
        title: 'Kubernetes: Deployments, strategy',
        url: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
    },
} as const satisfies Record<string, Source>;

/** The shortest HMAC key FIPS 140-3 allows: 112 bits. */
export const FIPS_MINIMUM_SECRET_BYTES = 14;

/** PostgreSQL's oldest major version that Mattermost 11 and later run on. */
export const MINIMUM_POSTGRESQL = 14;

/** The newest major version these rules were read for. */
export const NEWEST_KNOWN_MAJOR = 12;

/** The release older servers have to upgrade to: the extended support release of v11. */
export const UPGRADE_TARGET = '11.7';

/** A backup older than this is worth a warning, in hours. */
export const BACKUP_MAXIMUM_AGE_HOURS = 24;

/** One rule that begins at a release. `backported` lists the first releases of older branches that have it too. */
type Since = {readonly from: string; readonly backported: readonly string[]; readonly source: Source};

/**
 * From which release each FIPS rule holds. Data, not code: a new release is a new line. The 11.5 and 11.6 backports
 * name the earliest dot release that can hold them: none of the changes names its own.
 */
export const SINCE = {
    fips_image: {from: '11.0.0', backported: [], source: SOURCES.migration_guide},
    fips_flag: {from: '11.3.0', backported: [], source: SOURCES.server_client_config},
    /** The guide asks for 14 bytes from here on. */
    database_password_documented: {from: '11.7.0', backported: [], source: SOURCES.migration_guide},
    /** From here the server panics on connect with a shorter one. */
    database_password_enforced: {from: '11.11.0', backported: ['11.10.1', '11.7.10'], source: SOURCES.short_hmac_keys},
    password_minimum_enforced: {
        from: '11.7.0',
        backported: ['11.6.1', '11.5.2'],
        source: SOURCES.fips_minimum_length_11_6,
    },
    image_proxy_key_enforced: {
        from: '11.7.0',
        backported: ['11.6.1', '11.5.2'],
        source: SOURCES.fips_minimum_length_11_6,
    },
    /** v12 dropped atmos/camo altogether. */
    image_proxy_dropped: {from: '12.0.0', backported: [], source: SOURCES.server_config_model},
} as const satisfies Record<string, Since>;

export type SinceCode = keyof typeof SINCE;

/** Does the rule hold in `version` (`11.7.2`)? Undefined when the version cannot be read. */
export function holdsIn(rule: SinceCode, version: string): boolean | undefined {
    const server = parseServerVersion(version);
    if (!server) {
        return undefined;
    }
    const since: Since = SINCE[rule];
    return (
        isAtLeast(server, read(since.from)) ||
        since.backported.map(read).some((first) => sameBranch(first, server) && isAtLeast(server, first))
    );
}

function sameBranch(first: ServerVersion, second: ServerVersion): boolean {
    return first.major === second.major && first.minor === second.minor;
}

function read(text: string): ServerVersion {
    const version = parseServerVersion(text);
    if (!version) {
        throw new Error(`not a release number: ${text}`);
    }
    return version;
}
