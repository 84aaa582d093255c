import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {jest} from '@jest/globals';
import {nameKeptBundle, printBundleLine} from '@fips-readiness/core';
import {keepBundles, makeDockerEngine} from '@fips-readiness/server-bridge';
import type {Engine} from '@fips-readiness/server-bridge';
import {runCommand} from '../engine/command.ts';
import {pullImage} from '../engine/image_pull.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {makePlan} from '../samples/plan.ts';

const LANE_TIMEOUT_MS = 240_000;
jest.setTimeout(LANE_TIMEOUT_MS);
const IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';
const NODE = '/mattermost/lib/node';
const FOLDER = '/mattermost/data/plugins';
const replaced = {id: 'focalboard', version: '', replaces: {version: '9.1.0', bundle: 'kept' as const}};
const {plan} = makePlan({storedByServer: [replaced]});

describe('a stored plugin bundle in a volume of a real engine', () => {
    let rig: Rig;
    let engine: Engine;
    let kit = '';
    let id = '';
    beforeAll(async () => {
        rig = await startRig({name: 'stored-bundle'});
        engine = makeDockerEngine(rig.engine.dockerHost, {});
        kit = await mkdtemp(join(tmpdir(), 'kit-'));
        await pullImage(rig.engine, IMAGE);
        const container = await rig.engine.client.createContainer({
            name: 'chat',
            Image: IMAGE,
            Entrypoint: [NODE, '-e', 'setInterval(() => {}, 1000)'],
            HostConfig: {Binds: ['chat-data:/mattermost/data']},
        });
        ({id} = container);
        await container.start();
        await inside(`fs.mkdirSync('${FOLDER}', {recursive: true});
            for (const [name, mode] of [['', 0o640], ['.sig', 0o600]]) {
                const path = '${FOLDER}/focalboard.tar.gz' + name;
                fs.writeFileSync(path, 'old' + name);
                fs.chmodSync(path, mode);
                fs.chownSync(path, 2000, 2001);
            }`);
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await engine.removeContainer(id);
        await rig.stop();
        await rm(kit, {recursive: true});
    }, LANE_TIMEOUT_MS);

    const inside = async (script: string): Promise<string> =>
        (await engine.exec(id, [NODE, '-e', script], {user: '0'})).stdout;
    const look = async (): Promise<unknown> =>
        JSON.parse(
            await inside(`console.log(JSON.stringify(['', '.sig'].map((name) => {
                const path = '${FOLDER}/focalboard.tar.gz' + name;
                const {uid, gid, mode} = fs.statSync(path);
                return [fs.readFileSync(path, 'utf8'), uid, gid, (mode & 0o777).toString(8)];
            })))`),
        );
    const overwrite = () =>
        inside(
            `for (const name of ['', '.sig']) fs.writeFileSync('${FOLDER}/focalboard.tar.gz' + name, 'of the FIPS server');`,
        );
    const OLD = [
        ['old', 2000, 2001, '640'],
        ['old.sig', 2000, 2001, '600'],
    ];

    test('is kept with its signature, and comes back with owner and mode, into a container that does not run', async () => {
        expect(await look()).toEqual(OLD);
        expect(await keepBundles(engine, id, plan, kit)).toEqual([{id: 'focalboard', sizeBytes: 3}]);
        await overwrite();
        await engine.stopContainer(id);
        // Twice: a rollback may be cut off and repeated.
        await engine.writeArchive(id, FOLDER, join(kit, nameKeptBundle('focalboard')));
        await engine.writeArchive(id, FOLDER, join(kit, nameKeptBundle('focalboard')));
        await engine.startContainer(id);
        expect(await look()).toEqual(OLD);
    });

    test('comes back the same by the command that is printed', async () => {
        await overwrite();
        const line = printBundleLine('chat', join(kit, nameKeptBundle('focalboard')));
        const run = await runCommand('sh', ['-c', line], {
            env: {PATH: process.env['PATH'] ?? '', DOCKER_HOST: rig.engine.dockerHost},
        });
        expect(run).toMatchObject({code: 0});
        expect(await look()).toEqual(OLD);
    });

    test('a bundle that is gone is not kept, and a copy that is gone is an error at once', async () => {
        expect(
            await keepBundles(engine, id, makePlan({storedByServer: [{...replaced, id: 'jitsi'}]}).plan, kit),
        ).toBeUndefined();
        await expect(engine.writeArchive(id, FOLDER, join(kit, 'nothing.tar'))).rejects.toMatchObject({code: 'ENOENT'});
        expect((await readFile(join(kit, nameKeptBundle('focalboard')))).length).toBeGreaterThan(0);
    });
});
