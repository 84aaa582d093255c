import {mkdir, readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {runCommand} from '../engine/command.ts';
import {pullImage} from '../engine/image_pull.ts';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project} from '../engine/project.ts';
import {startRegistryProxy} from '../engine/registry_proxy.ts';
import type {RegistryProxy} from '../engine/registry_proxy.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import {openSwapDesk} from './swap_desk.ts';
import type {SwapDesk} from './swap_desk.ts';
import {takeInventory} from './take_inventory.ts';
import type {Inventory} from './take_inventory.ts';

const LANE_TIMEOUT_MS = 180_000;
const STANDARD = 'mattermost/mattermost-enterprise-edition';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';

/** The old image is what a way back needs: a clean-up of the host and a registry that has it no more must not take it away. */
describe('the old image after a swap, on a real engine', () => {
    let rig: Rig;
    let proxy: RegistryProxy;
    let project: Project;
    let desk: SwapDesk;
    let before: Inventory;
    let isGone = false;
    beforeAll(async () => {
        rig = await startRig({name: 'old-image'});
        proxy = await startRegistryProxy(rig.registry);
        project = await makeOfficialProject({
            engine: rig.engine,
            registry: proxy.registry,
            overrideText: LONG_ENOUGH_TEXT,
        });
        await project.up();
        await pullImage(rig.engine, `${proxy.registry.host}/${FIPS}:11.7.2`);
        before = await takeInventory(rig.engine, project);
        proxy.behave((path) => ({does: isGone && path.includes(`${STANDARD}/`) ? 'miss' : 'pass'}));
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await project.remove();
        await proxy.close();
        await rig.stop();
    }, LANE_TIMEOUT_MS);
    beforeEach(async () => {
        isGone = false;
        desk = await openSwapDesk(rig.engine);
    });
    afterEach(() => desk.remove());

    const oldName = () => `${proxy.registry.host}/${STANDARD}:11.7.2`;
    const pairs = () => ({
        IMAGE_PAIRS: JSON.stringify([
            {standard: `${proxy.registry.host}/${STANDARD}`, fips: `${proxy.registry.host}/${FIPS}`},
        ]),
    });
    const swap = async (): Promise<string> => {
        const {exitCode, stdout, stderr} = await desk.apply(await desk.plan(pairs()), pairs());
        if (exitCode !== 0) {
            throw new Error(`the swap ended with exit ${exitCode}:\n${stdout}\n${stderr}`);
        }
        return desk.readJournal();
    };
    const hasOldImage = () =>
        rig.engine.client
            .getImage(oldName())
            .inspect()
            .then(
                () => true,
                () => false,
            );
    const savedFile = async () => {
        const rescue = join(desk.folder, 'rescue');
        const [runId = ''] = await readdir(rescue);
        return join(rescue, runId, 'old-image.tar');
    };
    const exists = (path: string) =>
        stat(path).then(
            () => true,
            () => false,
        );
    const expectBack = async () => {
        expect(await takeInventory(rig.engine, project)).toEqual(before);
        await waitForSite(project.baseUrl);
    };

    test(
        'a registry that gives it back: nothing is saved',
        async () => {
            expect(await swap()).toContain('"outcome":"in_registry"');
            expect(await exists(await savedFile())).toBe(false);
            expect((await desk.agent(['rollback', '--yes'], pairs())).exitCode).toBe(0);
            await expectBack();
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'gone from the registry and cleaned up on the host: the way back loads what was saved, and so does rollback.sh',
        async () => {
            isGone = true;
            expect(await swap()).toContain('"outcome":"kept"');
            const file = await savedFile();
            expect((await stat(file)).mode & 0o777).toBe(0o600);
            await rig.engine.client.getImage(oldName()).remove();
            expect(await hasOldImage()).toBe(false);
            expect((await desk.agent(['rollback', '--yes'], pairs())).exitCode).toBe(0);
            await expectBack();

            await swap();
            await rig.engine.client.getImage(oldName()).remove();
            const plugins = join(desk.folder, 'home/.docker/cli-plugins');
            await mkdir(plugins, {recursive: true});
            await symlink(rig.engine.composeBinary, join(plugins, 'docker-compose'));
            const rescued = await runCommand('sh', [join(await newestKit(), 'rollback.sh')], {
                cwd: '/',
                env: {
                    PATH: process.env['PATH'] ?? '',
                    HOME: join(desk.folder, 'home'),
                    DOCKER_HOST: rig.engine.dockerHost,
                },
                timeoutMs: 120_000,
            });
            expect(`${rescued.stdout}${rescued.stderr}`).toContain('Done.');
            await expectBack();
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'discarded: image and saved copy are gone, the site is not touched, and there is no way back',
        async () => {
            isGone = true;
            await swap();
            const moved = await takeInventory(rig.engine, project);
            const discarded = await desk.agent(['discard', '--yes'], pairs());
            expect(discarded.exitCode).toBe(0);
            expect(discarded.stdout).toContain('The deployment itself was not changed.');
            expect(await hasOldImage()).toBe(false);
            expect(await exists(await savedFile())).toBe(false);
            expect(await takeInventory(rig.engine, project)).toEqual(moved);
            expect(await desk.readJournal()).toContain('"kind":"discarded"');
            for (const command of ['rollback', 'discard']) {
                const again = await desk.agent([command, '--yes'], pairs());
                expect(again.exitCode).not.toBe(0);
            }
            const watched = await desk.agent(['watch', '--once'], pairs());
            // Nothing has slipped; that users will find out is no fault.
            expect(watched.stdout).not.toContain('✗');
            expect(watched.stdout).toContain('sign in with a password stored by Mattermost');
            expect(watched.exitCode).toBe(0);
            // For whoever comes after: a plan of its own goes back, with the image from the registry.
            isGone = false;
            await pullImage(rig.engine, oldName());
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'moved back by hand afterwards: fips-agent watch says so',
        async () => {
            await pullImage(rig.engine, oldName());
            const text = await readFile(project.envPath, 'utf8');
            expect(text).toContain('enterprise-fips-edition');
            await writeFile(project.envPath, text.replace('enterprise-fips-edition', 'enterprise-edition'));
            await project.compose(['up', '--detach']);
            await waitForSite(project.baseUrl);
            await expectBack();
            await swap();
            await writeFile(project.envPath, text.replace('enterprise-fips-edition', 'enterprise-edition'));
            await project.compose(['up', '--detach']);
            await waitForSite(project.baseUrl);
            const watched = await desk.agent(['watch', '--once', '--format', 'json'], pairs());
            expect(watched.exitCode).toBe(21);
            const {drift} = JSON.parse(watched.stdout) as {drift: readonly {code: string}[]};
            expect(drift.map(({code}) => code)).toEqual(expect.arrayContaining(['other_variant', 'flag_differs']));
        },
        LANE_TIMEOUT_MS,
    );

    async function newestKit(): Promise<string> {
        const rescue = join(desk.folder, 'rescue');
        const kits = await Promise.all(
            (await readdir(rescue)).map(async (name) => ({name, at: (await stat(join(rescue, name))).birthtimeMs})),
        );
        return join(rescue, kits.toSorted((one, other) => other.at - one.at)[0]?.name ?? '');
    }
});
