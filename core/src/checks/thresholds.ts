import {isAtLeast, parseServerVersion} from '../server_version.ts';
import type {ServerVersion} from '../server_version.ts';
import type {Source} from './check.ts';

/** Public pages the rules answer to. */
export const SOURCES = {
    migration_guide: {
        title: 'Migrate an existing deployment to FIPS-compliant containers',
        url: 'https://docs.mattermost.com/deployment-guide/server/containers/migrate-to-fips-containers.html',
    },
    fips_stig: {
        title: 'Deploy Mattermost using Containers: FIPS/STIG',
        url: 'https://docs.mattermost.com/deployment-guide/server/deploy-containers.html',
    },
    server_config_model: {
        title: 'Mattermost server: configuration model and its validation',
        url: 'https://github.com/mattermost/mattermost/blob/master/server/public/model/config.go',
    },
    server_plugins: {
        title: 'Mattermost server: how plugins are synchronised at start',
        url: 'https://github.com/mattermost/mattermost/blob/master/server/channels/app/plugin.go',
    },
    short_hmac_keys: {
        title: 'Mattermost documentation change 9156: HMAC keys of 14 bytes and the database password',
        url: 'https://github.com/mattermost/docs/pull/9156',
    },
    nist_sp_800_131a: {
        title: 'NIST SP 800-131A Rev. 2: transitioning the use of cryptographic algorithms and key lengths',
        url: 'https://csrc.nist.gov/pubs/sp/800/131/a/r2/final',
    },
    nist_sp_800_52: {
        title: 'NIST SP 800-52 Rev. 2: guidelines for TLS implementations',
        url: 'https://csrc.nist.gov/pubs/sp/800/52/r2/final',
    },
    go_fips_tls: {
        title: 'Go crypto/tls: FIPS 140-3 mode',
        url: 'https://go.dev/doc/security/fips140',
    },
    microsoft_go_fips: {
        title: 'Microsoft build of Go: FIPS README',
        url: 'https://github.com/microsoft/go/blob/microsoft/main/eng/doc/fips/README.md',
    },
    docker_run: {
        title: 'docker run reference',
        url: 'https://docs.docker.com/reference/cli/docker/container/run/',
    },
    compose_interpolation: {
        title: 'Docker Compose: interpolation of environment variables',
        url: 'https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/',
    },
    software_requirements: {
        title: 'Mattermost software and hardware requirements',
        url: 'https://docs.mattermost.com/deployment-guide/software-hardware-requirements.html',
    },
    backup_guide: {
        title: 'Backup and disaster recovery',
        url: 'https://docs.mattermost.com/deployment-guide/backup-disaster-recovery.html',
    },
} as const satisfies Record<string, Source>;

/** The shortest HMAC key FIPS 140-3 allows: 112 bits. */
export const FIPS_MINIMUM_SECRET_BYTES = 14;

/** One rule that begins at a release. `backported` lists the first releases of older branches that have it too. */
type Since = {readonly from: string; readonly backported: readonly string[]; readonly source: Source};

/** From which release each FIPS rule holds. Data, not code: a new release is a new line. */
export const SINCE = {
    fips_image: {from: '11.0.0', backported: [], source: SOURCES.migration_guide},
    fips_flag: {from: '11.3.0', backported: [], source: SOURCES.server_config_model},
    /** The guide asks for 14 bytes from here on. */
    database_password_documented: {from: '11.7.0', backported: [], source: SOURCES.migration_guide},
    /** From here the server panics on connect with a shorter one. */
    database_password_enforced: {from: '11.11.0', backported: ['11.10.1', '11.7.10'], source: SOURCES.short_hmac_keys},
    password_minimum_enforced: {from: '11.7.0', backported: [], source: SOURCES.server_config_model},
    image_proxy_key_enforced: {from: '11.7.0', backported: [], source: SOURCES.server_config_model},
    local_password_enforced: {from: '11.7.0', backported: ['11.6.1'], source: SOURCES.server_config_model},
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
