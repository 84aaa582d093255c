import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {makeDockerSubject} from '../contract/docker_subject.ts';
import {describeDriver} from '../contract/driver_contract.ts';
import type {DriverSubject} from '../contract/driver_contract.ts';
import {pullImage} from '../engine/image_pull.ts';
import {makeOfficialProject} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import {makeFullContainer} from './full_container.ts';

/** Each start of a deployment takes seconds here: what else a cut leaves is proved over the stand-in. */
const LANE = {timeoutMs: 240_000, cutAfter: [1, 4]};
const STANDARD_IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';

let rig: Rig;
beforeAll(async () => {
    rig = await startRig({name: 'driver-contract'});
}, LANE.timeoutMs);
afterAll(() => rig.stop(), LANE.timeoutMs);

/** What the containers are, without what the engine gives each of them by itself. */
const takeContainers = async () =>
    (await rig.engine.client.listContainers({all: true}))
        .map(({Names, ImageID, State, Labels}) => ({
            names: Names,
            image: ImageID,
            state: State,
            hash: Labels['com.docker.compose.config-hash'],
        }))
        .sort((one, other) => String(one.names).localeCompare(String(other.names)));

async function startCompose(): Promise<DriverSubject> {
    const folder = await mkdtemp(join(homedir(), 'driver-contract-'));
    const project = await makeOfficialProject({engine: rig.engine});
    await project.up();
    const {dockerHost, composeBinary} = rig.engine;
    return makeDockerSubject({
        kind: 'compose',
        dockerHost,
        composeBinary,
        folder,
        takeInventory: async () => ({
            containers: await takeContainers(),
            env: await readFile(join(project.root, '.env'), 'utf8'),
        }),
        close: async () => {
            await project.remove();
            await rm(folder, {recursive: true, force: true});
        },
    });
}

async function startContainer(): Promise<DriverSubject> {
    const folder = await mkdtemp(join(homedir(), 'driver-contract-'));
    await pullImage(rig.engine, STANDARD_IMAGE);
    const container = await makeFullContainer(rig.engine, STANDARD_IMAGE);
    await waitForSite(container.baseUrl);
    const {dockerHost, composeBinary} = rig.engine;
    return makeDockerSubject({
        kind: 'docker',
        dockerHost,
        composeBinary,
        folder,
        takeInventory: takeContainers,
        close: async () => {
            await container.remove();
            await rm(folder, {recursive: true, force: true});
        },
    });
}

describeDriver('a Compose project on a real engine', startCompose, LANE);
describeDriver('a plain container on a real engine', startContainer, LANE);
