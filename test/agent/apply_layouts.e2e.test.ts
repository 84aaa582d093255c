import {createServer, request} from 'node:http';
import {once} from 'node:events';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {pullImage} from '../engine/image_pull.ts';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project, ProjectOptions} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {waitForDatabase} from '../engine/wait_for_database.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import {openSwapDesk} from './swap_desk.ts';
import type {SwapDesk} from './swap_desk.ts';
import {takeInventory} from './take_inventory.ts';

const LANE_TIMEOUT_MS = 120_000;
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const STANDARD_IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';
const OFFICIAL_LINE = 'image: mattermost/${MATTERMOST_IMAGE}:${MATTERMOST_IMAGE_TAG}';

type Layout = {
    readonly options?: Omit<ProjectOptions, 'engine'>;
    /** Writes the project's files anew before its first start. */
    readonly rewrite?: (project: Project) => Promise<void>;
    /** Options in front of each of the admin's own compose commands. */
    readonly flags?: readonly string[];
};

/** Real deployments are written in many ways: each moves and comes back byte for byte, or is left to its admin with words. */
describe('fips-agent apply on projects as people write them, on a real engine', () => {
    let rig: Rig;
    let desk: SwapDesk;
    let digest = '';
    beforeAll(async () => {
        rig = await startRig({name: 'layouts'});
        await pullImage(rig.engine, FIPS_IMAGE);
        await pullImage(rig.engine, STANDARD_IMAGE);
        const {RepoDigests} = await rig.engine.client.getImage(STANDARD_IMAGE).inspect();
        digest = RepoDigests[0]?.split('@')[1] ?? '';
    }, LANE_TIMEOUT_MS);
    afterAll(() => rig.stop(), LANE_TIMEOUT_MS);
    beforeEach(async () => {
        desk = await openSwapDesk(rig.engine);
    });
    afterEach(() => desk.remove());

    const edit = async (project: Project, name: string, before: string, after: string): Promise<void> => {
        const path = join(project.root, name);
        const text = await readFile(path, 'utf8');
        expect(text).toContain(before);
        await writeFile(
            path,
            text.replace(before, () => after),
        );
    };

    async function withLayout(layout: Layout, use: (project: Project) => Promise<void>): Promise<void> {
        const {options = {}, rewrite, flags = []} = layout;
        const project = await makeOfficialProject({
            engine: rig.engine,
            overrideText: LONG_ENOUGH_TEXT,
            ...options,
        });
        try {
            await rewrite?.(project);
            if (flags.length > 0) {
                const up = await project.compose([...flags, 'up', '--detach', '--quiet-pull']);
                expect(up.stderr).not.toContain('rror');
                await waitForDatabase(rig.engine, await project.containerId('postgres'));
                await waitForSite(project.baseUrl);
            } else {
                await project.up();
            }
            await use(project);
        } finally {
            await project.remove();
        }
    }

    const inspect = async (project: Project) =>
        rig.engine.client.getContainer(await project.containerId('mattermost')).inspect();

    const ADDRESS = () => `${rig.engine.addressPrefix}90`;
    const everything = (): string =>
        [
            'services:',
            '  mattermost:',
            '    container_name: chat-server',
            '    read_only: true',
            '    tmpfs: [/tmp, /var/tmp]',
            '    environment:',
            '      MM_PASSWORDSETTINGS_MINIMUMLENGTH: "14"',
            '    labels:',
            '      traefik.enable: "true"',
            '      traefik.http.routers.chat.rule: Host(`chat.example`)',
            '    networks:',
            '      default:',
            `        ipv4_address: ${ADDRESS()}.77`,
            'networks:',
            '  default:',
            '    ipam:',
            '      config:',
            `        - subnet: ${ADDRESS()}.0/24`,
            '',
        ].join('\n');

    const moving: readonly (readonly [string, () => Layout])[] = [
        ['other variable names', () => ({options: {imageSource: 'other_variables'}})],
        ['a default value', () => ({options: {imageSource: 'default_values'}})],
        ['a literal image', () => ({options: {imageSource: 'hard_coded'}})],
        [
            'Docker Hub written out',
            () => ({
                rewrite: (project) =>
                    edit(project, 'docker-compose.yml', OFFICIAL_LINE, OFFICIAL_LINE.replace(' ', ' docker.io/')),
            }),
        ],
        [
            'an override file',
            () => ({
                options: {
                    imageSource: 'override_file',
                    overrideText: '    environment:\n      MM_PASSWORDSETTINGS_MINIMUMLENGTH: "14"\n',
                },
            }),
        ],
        [
            'COMPOSE_FILE in .env, with Windows line ends',
            () => ({options: {fileSelection: 'compose_file_variable', crlf: true}}),
        ],
        [
            'fixed address, read-only root, container name and Traefik labels',
            () => ({options: {overrideText: everything()}}),
        ],
        [
            'a profile and an env file of its own',
            () => ({
                options: {
                    overrideText: `${LONG_ENOUGH_TEXT}    env_file: [mattermost.env]\n    profiles: [chat]\n`,
                    overrides: {COMPOSE_PROFILES: 'chat'},
                },
                rewrite: (project) =>
                    writeFile(join(project.root, 'mattermost.env'), 'MM_TEAMSETTINGS_SITENAME=Chat\n'),
            }),
        ],
        [
            'an anchor it merges',
            () => ({
                rewrite: async (project) => {
                    await edit(project, 'docker-compose.yml', OFFICIAL_LINE, '<<: *chat');
                    await edit(
                        project,
                        'docker-compose.yml',
                        'services:',
                        `x-chat: &chat\n  ${OFFICIAL_LINE.replace('${MATTERMOST_IMAGE}:${MATTERMOST_IMAGE_TAG}', 'mattermost-enterprise-edition:11.7.2')}\n\nservices:`,
                    );
                },
            }),
        ],
        [
            'a digest behind the name',
            () => ({
                rewrite: (project) =>
                    edit(project, 'docker-compose.yml', OFFICIAL_LINE, `image: ${STANDARD_IMAGE}@${digest}`),
            }),
        ],
        [
            'a second --env-file that overrules the first',
            () => ({
                options: {overrides: {MATTERMOST_IMAGE_TAG: '11.7.2'}},
                rewrite: async (project) => {
                    await writeFile(
                        join(project.root, 'site.env'),
                        'MATTERMOST_IMAGE=mattermost-enterprise-edition # ours\n',
                    );
                },
                flags: ['--env-file', '.env', '--env-file', 'site.env'],
            }),
        ],
        [
            'folders of its caller, another service’s network, a profile and an env file outside',
            () => ({
                // Only for the rig's own `down`: the admin's commands read the other file.
                options: {overrideText: LONG_ENOUGH_TEXT, overrides: {COMPOSE_PROFILES: 'chat'}},
                rewrite: async (project) => {
                    const [base, ports] = ['docker-compose.yml', 'docker-compose.without-nginx.yml'];
                    await edit(project, base, OFFICIAL_LINE, `${OFFICIAL_LINE}\n    network_mode: service:net`);
                    await edit(project, base, OFFICIAL_LINE, `${OFFICIAL_LINE}\n    profiles: [chat]`);
                    await edit(project, base, '${MATTERMOST_CONFIG_PATH}', '${PWD}/volumes/app/mattermost/config');
                    await edit(project, base, '${MATTERMOST_DATA_PATH}', '~/volumes/app/mattermost/data');
                    await edit(project, base, 'services:', 'services:\n  net:\n    image: nginx:alpine\n');
                    await edit(project, ports, '  mattermost:', '  net:');
                    const text = await readFile(project.envPath, 'utf8');
                    await mkdir(join(project.root, '../env'), {recursive: true});
                    await writeFile(
                        join(project.root, '../env/prod.env'),
                        text.replace(/^COMPOSE_PROFILES=.*$/m, '# in production'),
                        {mode: 0o600},
                    );
                },
                flags: ['--env-file', '../env/prod.env', '--profile', 'chat'],
            }),
        ],
    ];

    test.each(moving)(
        'with %s it moves, a plain up recreates nothing, and a rollback brings every byte back',
        async (_name, layout) =>
            withLayout(layout(), async (project) => {
                const {flags = []} = layout();
                const before = await takeInventory(rig.engine, project);
                const settings = await inspect(project);
                const run = await desk.apply(await desk.plan());
                expect(`${run.stderr}${run.stdout}`).toContain('Succeeded');
                expect(run.exitCode).toBe(0);
                const moved = await inspect(project);
                expect(moved.Config.Image).toContain(FIPS_IMAGE);
                expect([moved.Name, moved.HostConfig.ReadonlyRootfs]).toEqual([
                    settings.Name,
                    settings.HostConfig.ReadonlyRootfs,
                ]);
                await waitForSite(project.baseUrl);
                const after = await takeInventory(rig.engine, project);
                const changed = [before.env, ...before.files].filter(
                    (text, index) => [after.env, ...after.files][index] !== text,
                );
                expect(changed.length).toBe(flags.length > 0 ? 0 : 1);
                const up = await project.compose([...flags, 'up', '--detach']);
                expect(up.code).toBe(0);
                expect((await inspect(project)).Id).toBe(moved.Id);

                const back = await desk.agent(['rollback', '--yes']);
                expect(back.exitCode).toBe(0);
                expect(await takeInventory(rig.engine, project)).toEqual(before);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'behind a proxy of its own the front door is proved too',
        () =>
            withLayout({}, async (project) => {
                const front = createServer((incoming, outgoing) => {
                    const asked = request(
                        new URL(incoming.url ?? '/', project.baseUrl),
                        {method: incoming.method, headers: incoming.headers},
                        (answer) => {
                            outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
                            answer.pipe(outgoing);
                        },
                    );
                    asked.on('error', () => outgoing.writeHead(502).end());
                    incoming.pipe(asked);
                });
                front.listen(0, '127.0.0.1');
                await once(front, 'listening');
                try {
                    const more = {SITE_URL: `http://127.0.0.1:${(front.address() as AddressInfo).port}`};
                    const run = await desk.apply(await desk.plan(more), more);
                    expect(`${run.stderr}${run.stdout}`).toContain('Succeeded');
                    expect(run.exitCode).toBe(0);
                    expect(await desk.readJournal()).not.toContain('front_door.');
                } finally {
                    front.closeAllConnections();
                    front.close();
                }
            }),
        LANE_TIMEOUT_MS,
    );

    const left: readonly (readonly [string, RegExp, () => Layout])[] = [
        [
            'extends',
            /is in a file that this service extends/,
            () => ({
                rewrite: async (project) => {
                    await edit(
                        project,
                        'docker-compose.yml',
                        OFFICIAL_LINE,
                        'extends: {file: base.yml, service: base}',
                    );
                    await writeFile(
                        join(project.root, 'base.yml'),
                        `services:\n  base:\n    image: ${STANDARD_IMAGE}\n`,
                    );
                },
            }),
        ],
        [
            'include',
            /is in an included file/,
            () => ({
                rewrite: async (project) => {
                    const text = await readFile(join(project.root, 'docker-compose.yml'), 'utf8');
                    await writeFile(join(project.root, 'base.yml'), text);
                    await writeFile(join(project.root, 'docker-compose.yml'), 'include:\n  - base.yml\n');
                },
                options: {overrides: {MM_PASSWORDSETTINGS_MINIMUMLENGTH: '14'}},
            }),
        ],
        [
            'an .env that the service reads as its own environment too',
            /Do this yourself: .*env/,
            () => ({options: {overrideText: `${LONG_ENOUGH_TEXT}    env_file: [.env]\n`}}),
        ],
    ];

    test.each(left)(
        'with %s it is left to its admin, who is told what to do',
        async (_name, words, layout) =>
            withLayout(layout(), async (project) => {
                const before = await takeInventory(rig.engine, project);
                const file = join(desk.folder, 'move.plan');
                const planned = await desk.agent(['plan', '--out', file]);
                const run = await desk.apply(file);
                const said = `${planned.stdout}${planned.stderr}${run.stderr}${run.stdout}`.replaceAll(/\s+/g, ' ');
                expect(said).toMatch(words);
                expect(said).toMatch(/The deployment was not changed/);
                expect(said).toMatch(/\[plan_is_handover\]/);
                expect(run.exitCode).toBe(22);
                expect(await takeInventory(rig.engine, project)).toEqual(before);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );
});
