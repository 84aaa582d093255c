import {join} from 'node:path';
import {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {pack} from 'tar-stream';
import {breakImage} from '../engine/broken_image.ts';
import {pullImage} from '../engine/image_pull.ts';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project} from '../engine/project.ts';
import {readProgress} from '../engine/progress.ts';
import {startRegistryProxy} from '../engine/registry_proxy.ts';
import type {RegistryBehaviour, RegistryProxy} from '../engine/registry_proxy.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import type {AgentRun} from './run_agent.ts';
import {openSwapDesk} from './swap_desk.ts';
import type {SwapDesk} from './swap_desk.ts';
import {takeInventory} from './take_inventory.ts';
import type {Inventory} from './take_inventory.ts';

const LANE_TIMEOUT_MS = 120_000;
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
const PASS: RegistryBehaviour = {does: 'pass'};

/** Every way an image is not to be had, or is another one: the site is never touched and always answers. */
describe('fips-agent apply with a registry that misbehaves, on a real engine', () => {
    let rig: Rig;
    let proxy: RegistryProxy;
    let project: Project;
    let desk: SwapDesk;
    let before: Inventory;
    let image = '';
    beforeAll(async () => {
        rig = await startRig({name: 'registry-faults'});
        proxy = await startRegistryProxy(rig.registry);
        image = `${proxy.registry.host}/${FIPS}:11.7.2`;
        project = await makeOfficialProject({
            engine: rig.engine,
            registry: proxy.registry,
            overrideText: LONG_ENOUGH_TEXT,
        });
        await project.up();
        before = await takeInventory(rig.engine, project);
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await project.remove();
        await proxy.close();
        await rig.stop();
    }, LANE_TIMEOUT_MS);
    beforeEach(async () => {
        proxy.behave(() => PASS);
        await removeFipsImage();
        desk = await openSwapDesk(rig.engine);
    });
    afterEach(() => desk.remove());

    /** The layers too: an engine asks for none it still has. */
    async function removeFipsImage(): Promise<void> {
        for (const {Id, RepoTags} of await rig.engine.client.listImages()) {
            if (RepoTags?.some((tag) => tag.includes(FIPS)) === true) {
                await rig.engine.client.getImage(Id).remove({force: true});
            }
        }
    }

    const pairs = () => ({
        IMAGE_PAIRS: JSON.stringify([
            {
                standard: `${proxy.registry.host}/mattermost/mattermost-enterprise-edition`,
                fips: `${proxy.registry.host}/${FIPS}`,
            },
        ]),
    });
    const apply = (file: string) => desk.apply(file, pairs());

    async function expectUntouched(run: AgentRun, ...words: readonly RegExp[]): Promise<void> {
        const said = `${run.stderr}${run.stdout}`.replaceAll(/\s+/g, ' ');
        for (const pattern of words) {
            expect(said).toMatch(pattern);
        }
        expect(said).toMatch(/The deployment was not changed/);
        expect(said).toMatch(/→ /);
        expect([10, 22, 69]).toContain(run.exitCode);
        expect(await takeInventory(rig.engine, project)).toEqual(before);
        await waitForSite(project.baseUrl);
        expect(said).not.toContain(project.databasePassword);
    }

    /** Only a pull: an engine looks a layer up for a question too. */
    const fipsLayer = async (path: string) => path.includes(`${FIPS}/blobs`) && (await desk.hasBegun('pull'));
    const fipsName = (path: string) => path.includes(`${FIPS}/manifests/11.7.2`);

    test.each<[string, RegistryBehaviour['does'], RegExp]>([
        ['goes down', 'cut', /The registry of .* could not be reached/],
        ['wants a login from here on', 'refuse_login', /The registry refuses to provide/],
        ['sends nothing any more', 'stall', /The pull of .* stalled/],
    ])(
        'in the middle of the pull the registry %s: refused, untouched',
        async (_name, does, words) => {
            const file = await desk.plan(pairs());
            proxy.behave(async (path) => ((await fipsLayer(path)) ? ({does} as RegistryBehaviour) : PASS));
            await expectUntouched(await apply(file), words);
        },
        LANE_TIMEOUT_MS,
    );

    test.each<[string, RegistryBehaviour['does'], RegExp]>([
        ['is down', 'cut', /The registry of .* could not be reached/],
        ['has the tag no more', 'miss', /The registry does not have /],
    ])(
        'at the pull the registry %s: refused, untouched',
        async (_name, does, words) => {
            const file = await desk.plan(pairs());
            proxy.behave(async (path) =>
                fipsName(path) && (await desk.hasBegun('pull')) ? ({does} as RegistryBehaviour) : PASS,
            );
            await expectUntouched(await apply(file), words);
        },
        LANE_TIMEOUT_MS,
    );

    test.each<[string, RegistryBehaviour['does'], RegExp]>([
        ['is down', 'cut', /\[registry_unreachable\]/],
        ['has the tag no more', 'miss', /\[image_absent\]/],
        ['answers nothing', 'stall', /\[registry_unreachable\]/],
    ])(
        'between plan and apply the registry %s: no run is begun',
        async (_name, does, words) => {
            const file = await desk.plan(pairs());
            proxy.behave((path) => (path.includes(FIPS) ? ({does} as RegistryBehaviour) : PASS));
            await expectUntouched(await apply(file), words);
            expect(await desk.readJournal()).toBe('');
        },
        LANE_TIMEOUT_MS,
    );

    const another: RegistryBehaviour = {does: 'pass', as: `/v2/${FIPS}/manifests/11.6.0`};

    test(
        'another image gets the tag between plan and apply: the plan is stale',
        async () => {
            const file = await desk.plan(pairs());
            proxy.behave((path) => (fipsName(path) ? another : PASS));
            await expectUntouched(await apply(file), /\[plan_stale\]/);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'another image gets the tag right before the pull: it is not taken',
        async () => {
            const file = await desk.plan(pairs());
            proxy.behave(async (path) => (fipsName(path) && (await desk.hasBegun('pull')) ? another : PASS));
            await expectUntouched(
                await apply(file),
                /the tag now names a different image from the one that was planned/,
            );
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'another image gets the name in the engine after the inspection: the site goes back to what it was, never to that image',
        async () => {
            await pullImage(rig.engine, image);
            const planned = (await rig.engine.client.getImage(image).inspect()).Id;
            const other = await breakImage(rig.engine, image, 'none');
            const [repo, tag] = [image.slice(0, image.lastIndexOf(':')), '11.7.2'];
            await rig.engine.client.getImage(planned).tag({repo, tag});
            const {ended} = desk.start(['apply', await desk.plan(pairs()), '--yes'], pairs());
            await desk.begun('rehearse');
            await rig.engine.client.getImage(other).tag({repo, tag});
            const run = await ended;
            const said = `${run.stderr}${run.stdout}`.replaceAll(/\s+/g, ' ');
            expect(said).toContain(`the name ${image} was given to another image in the meantime`);
            expect(said).toContain('The deployment is in its former state.');
            expect(run.exitCode).toBe(20);
            expect(await takeInventory(rig.engine, project)).toEqual(before);
            await waitForSite(project.baseUrl);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'another release behind the FIPS tag: refused with both versions',
        async () => {
            proxy.behave((path) => (fipsName(path) ? another : PASS));
            await expectUntouched(await apply(await desk.plan(pairs())), /11\.6\.0/, /11\.7\.2/);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'an image for another architecture under the name: refused',
        async () => {
            await loadEmptyArm64();
            const file = join(desk.folder, 'move.plan');
            const planned = await desk.agent(['plan', '--out', file], pairs());
            expect(planned.exitCode).toBe(10);
            await expectUntouched(await apply(file), /\[not_ready_to_apply\]/, /fips_image_available/);
        },
        LANE_TIMEOUT_MS,
    );

    /** An image without a layer, as `docker load` takes it. */
    async function loadEmptyArm64(): Promise<void> {
        const config = {architecture: 'arm64', os: 'linux', config: {}, rootfs: {type: 'layers', diff_ids: []}};
        const archive = pack();
        archive.entry({name: 'config.json'}, JSON.stringify(config));
        archive.entry(
            {name: 'manifest.json'},
            JSON.stringify([{Config: 'config.json', RepoTags: [image], Layers: []}]),
        );
        archive.finalize();
        const file = Readable.from(await buffer(archive), {objectMode: false});
        await readProgress(rig.engine, await rig.engine.client.loadImage(file, {}));
    }
});
