import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pullImage} from '../engine/image_pull.ts';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import type {Project} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {runWithProject} from '../engine/run_with_project.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import {openSwapDesk} from './swap_desk.ts';
import type {SwapDesk} from './swap_desk.ts';
import {takeInventory} from './take_inventory.ts';

const LANE_TIMEOUT_MS = 180_000;
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const SERVER_PORT = 8065;
const NETWORK = 'mattermost';
const NEIGHBOUR = 'neighbour';

/** nginx asks for Mattermost's address once, when it starts: what a move does to users behind it hangs on that address. */
describe('fips-agent apply behind the official project’s nginx, on a real engine', () => {
    let rig: Rig;
    let desk: SwapDesk;
    beforeAll(async () => {
        rig = await startRig({name: 'nginx'});
        await pullImage(rig.engine, FIPS_IMAGE);
    }, LANE_TIMEOUT_MS);
    afterAll(() => rig.stop(), LANE_TIMEOUT_MS);
    beforeEach(async () => {
        desk = await openSwapDesk(rig.engine);
    });
    afterEach(() => desk.remove());

    const withProject = (use: (project: Project) => Promise<void>) =>
        runWithProject({engine: rig.engine, overrideText: LONG_ENOUGH_TEXT, frontProxy: 'nginx'}, use);

    const frontDoor = ({baseUrl, caPath = ''}: Project) => ({SITE_URL: baseUrl, CA_FILE: caPath});

    const inspect = async (project: Project, service: 'mattermost' | 'nginx') =>
        rig.engine.client.getContainer(await project.containerId(service)).inspect();

    const addressOf = async (project: Project): Promise<string> =>
        (await inspect(project, 'mattermost')).NetworkSettings.Networks[NETWORK]?.IPAddress ?? '';

    test(
        'the front door is proved, nginx stays as it was, and a rollback opens it again',
        () =>
            withProject(async (project) => {
                const more = frontDoor(project);
                const before = await takeInventory(rig.engine, project);
                const address = await addressOf(project);
                const nginx = await inspect(project, 'nginx');

                const run = await desk.apply(await desk.plan(more), more);
                expect(`${run.stderr}${run.stdout}`).toContain('Succeeded');
                expect(run.exitCode).toBe(0);
                const journal = await desk.readJournal();
                expect(journal).toContain('"outcome":"verified"');
                expect(journal).not.toContain('front_door.');
                expect(journal).not.toContain('"notice":"front_door"');
                const downMs = Number(/"frontDownMs":([\d.]+)/.exec(journal)?.[1]);
                expect(downMs).toBeGreaterThan(0);
                // It ends with the new server, not with the run.
                expect(downMs).toBeLessThan(lengthOf(journal));
                await waitForSite(project.baseUrl, project.caPath);

                const moved = await inspect(project, 'mattermost');
                expect(moved.Config.Image).toBe(FIPS_IMAGE);
                expect(await addressOf(project)).toBe(address);
                expect((await project.compose(['up', '--detach'])).code).toBe(0);
                expect((await inspect(project, 'mattermost')).Id).toBe(moved.Id);
                const after = await inspect(project, 'nginx');
                expect([after.Id, after.State.StartedAt]).toEqual([nginx.Id, nginx.State.StartedAt]);

                const back = await desk.agent(['rollback', '--yes'], more);
                expect(back.exitCode).toBe(0);
                expect(await takeInventory(rig.engine, project)).toEqual(before);
                await waitForSite(project.baseUrl, project.caPath);
            }),
        LANE_TIMEOUT_MS,
    );

    /** A compose program that lets another container take Mattermost's address before it recreates anything. */
    async function makeComposeWithNeighbour(project: Project): Promise<string> {
        const neighbour = join(desk.folder, 'neighbour.yml');
        await writeFile(
            neighbour,
            `services:\n  one:\n    container_name: ${NEIGHBOUR}\n    image: nginx:alpine\nnetworks:\n  default:\n    name: ${NETWORK}\n    external: true\n`,
        );
        const real = rig.engine.composeBinary;
        const program = join(desk.folder, 'docker-compose');
        await writeFile(
            program,
            [
                '#!/bin/sh -e',
                'case " $* " in *" up "*)',
                `    ${real} -p ${project.name} stop mattermost >&2`,
                `    ${real} -p ${NEIGHBOUR} -f ${neighbour} up --detach >&2`,
                'esac',
                `exec ${real} "$@"`,
                '',
            ].join('\n'),
        );
        await chmod(program, 0o700);
        return program;
    }

    test(
        'another container takes the address while Mattermost is down: nginx answers 502, needs attention, with the site up inside',
        () =>
            withProject(async (project) => {
                const address = await addressOf(project);
                const more = {
                    ...frontDoor(project),
                    FRONT_DOOR_SECONDS: '2',
                    COMPOSE_BINARY: await makeComposeWithNeighbour(project),
                };
                try {
                    const run = await desk.apply(await desk.plan(more), more);
                    const said = `${run.stderr}${run.stdout}`.replaceAll(/\s+/g, ' ');
                    expect(said).toMatch(/The site URL does not answer as it should/);
                    expect(said).toMatch(/Somebody has to look at it/);
                    expect(run.exitCode).toBe(21);
                    expect((await inspect(project, 'mattermost')).Config.Image).toBe(FIPS_IMAGE);
                    expect(await addressOf(project)).not.toBe(address);
                    await waitForSite(`http://${await addressOf(project)}:${SERVER_PORT}`);
                    await project.compose(['restart', 'nginx']);
                    await waitForSite(project.baseUrl, project.caPath);
                } finally {
                    await rig.engine.client.getContainer(NEIGHBOUR).remove({force: true});
                }
            }),
        LANE_TIMEOUT_MS,
    );
});

/** Milliseconds from a journal's first line to its last. */
function lengthOf(journal: string): number {
    const times = [...journal.matchAll(/"at":"([^"]+)"/g)].map(([, at = '']) => Date.parse(at));
    return (times.at(-1) ?? 0) - (times[0] ?? 0);
}
