import {OFFICIAL_NAMES} from '@fips-readiness/core';
import {makeDigest, makeImage} from './image.ts';
import type {Image} from './image.ts';
import type {Programs} from './program.ts';
import {publish} from './registry.ts';
import type {Registry} from './registry.ts';

const MATTERMOST_FOLDERS = ['client/plugins', 'config', 'data', 'logs', 'plugins'].map((name) => `/mattermost/${name}`);

/** The official Mattermost image of a version; both variants hand the same environment to their containers (recorded). */
export function makeMattermostImage(
    variant: 'standard' | 'fips',
    version: string,
    programs: Programs,
    setup: Partial<Image> = {},
): Image {
    return makeImage({
        tags: [`mattermost/${OFFICIAL_NAMES[variant]}:${version}`],
        user: '2000',
        environment: ['PATH=/mattermost/bin', 'MM_INSTALL_TYPE=docker', 'MM_SERVICESETTINGS_ENABLELOCALMODE=true'],
        command: ['/mattermost/bin/mattermost'],
        exposedPorts: ['8065/tcp', '8067/tcp', '8074/tcp', '8075/tcp'],
        volumes: MATTERMOST_FOLDERS,
        workingDirectory: '/mattermost',
        healthcheck: ['/mattermost/bin/mmctl', 'system', 'status', '--local'],
        folders: ['/mattermost/bin', ...MATTERMOST_FOLDERS],
        programs,
        ...setup,
    });
}

export function makePostgresImage(tag: string, programs: Programs, setup: Partial<Image> = {}): Image {
    return makeImage({
        tags: [`postgres:${tag}`],
        environment: [
            'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
            'PGDATA=/var/lib/postgresql/data',
        ],
        command: ['postgres'],
        exposedPorts: ['5432/tcp'],
        volumes: ['/var/lib/postgresql/data'],
        folders: ['/var/lib/postgresql/data'],
        programs,
        ...setup,
    });
}

/**
 * Publishes a release as the makers do: the standard image for two architectures, the FIPS image for amd64 only. Images that
 * are given can be pulled.
 */
export function publishRelease(
    registry: Registry,
    version: string,
    images: Partial<Record<'standard' | 'fips', Image>> = {},
): void {
    const sizeBytes = 529;
    const architectures = {standard: ['amd64', 'arm64'], fips: ['amd64']};
    for (const variant of ['standard', 'fips'] as const) {
        const path = `mattermost/${OFFICIAL_NAMES[variant]}`;
        const image = images[variant];
        const digest = makeDigest(`${path}:${version}`);
        publish(registry, path, version, {
            digest,
            sizeBytes,
            architectures: architectures[variant],
            ...(image && {image}),
        });
    }
}
