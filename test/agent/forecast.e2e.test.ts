import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {renameExperiment} from '../build_information/altered_program.ts';
import {makeArchive} from '../build_information/archive.ts';
import {buildCorpus} from '../build_information/corpus.ts';
import {buildImage} from '../engine/image_build.ts';
import {pullImage} from '../engine/image_pull.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {runAgent} from './run_agent.ts';

const LANE_TIMEOUT_MS = 240_000;
const STANDARD = 'mattermost/mattermost-enterprise-edition:11.6.0';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition:11.6.0';
const FOLDER = 'prepackaged_plugins';

type Bundles = Readonly<Record<string, Buffer | undefined>>;

describe('the bundles of the images on a real engine', () => {
    let rig: Rig;
    let folder = '';
    beforeAll(async () => {
        rig = await startRig({name: 'forecast'});
        folder = await mkdtemp(join(tmpdir(), 'forecast-'));
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await Promise.all([removeImage(STANDARD), removeImage(FIPS)]);
        await rig.stop();
        await rm(folder, {recursive: true, force: true});
    }, LANE_TIMEOUT_MS);

    const removeImage = (name: string) =>
        rig.engine.client
            .getImage(name)
            .remove({force: true})
            .catch(() => undefined);

    /** The image under its own name, with these bundles in it. */
    async function putBundles(image: string, executables: Bundles): Promise<void> {
        await pullImage(rig.engine, image);
        const contextFolder = await mkdtemp(join(folder, 'image-'));
        await mkdir(join(contextFolder, FOLDER));
        for (const [id, executable] of Object.entries(executables)) {
            const archive = await makeArchive({
                [`${id}/plugin.json`]: JSON.stringify({id, version: '2.8.0', ...(executable && {server: {}})}),
                ...(executable && {[`${id}/server/dist/plugin-linux-amd64`]: executable}),
            });
            await writeFile(join(contextFolder, FOLDER, `${id}-v2.8.0.tar.gz`), gzipSync(archive));
        }
        await writeFile(join(contextFolder, 'Dockerfile'), `FROM ${image}\nCOPY ${FOLDER} /mattermost/${FOLDER}\n`);
        await buildImage(rig.engine, {contextFolder, dockerfile: 'Dockerfile', references: [image]});
    }

    test(
        'the running container tells its bundles; the FIPS image its own once it is here, by their executables',
        async () => {
            const programs = await buildCorpus();
            const standard = programs.get('stripped');
            const fips = renameExperiment(programs.get('boring') ?? Buffer.alloc(0));
            await putBundles(STANDARD, {playbooks: standard, jira: standard, 'com.example.theme': undefined});
            // Started without a pull, which would bring the image without bundles back.
            const container = await rig.engine.client.createContainer({name: 'chat', Image: STANDARD});
            await container.start();
            const state = join(folder, 'state');
            await mkdir(state, {mode: 0o700});
            const inspect = async () => {
                const env = {DOCKER_HOST: rig.engine.dockerHost, STATE_DIR: state};
                // Planning takes the time to read the images; whoever only looks is told what was read.
                await runAgent(['plan'], env);
                const run = await runAgent(['inspect'], env);
                return (JSON.parse(run.stdout) as Record<string, unknown>)['prepackaged_plugins'];
            };
            try {
                await removeImage(FIPS);
                const current = [
                    {id: 'com.example.theme', version: '2.8.0', mode: 'no_server_code'},
                    {id: 'jira', version: '2.8.0', mode: 'non_fips'},
                    {id: 'playbooks', version: '2.8.0', mode: 'non_fips'},
                ];
                expect(await inspect()).toMatchObject({value: {current, fips: null}, source: 'agent_engine'});
                await putBundles(FIPS, {playbooks: fips, focalboard: standard});
                expect(await inspect()).toMatchObject({
                    value: {
                        current,
                        fips: [
                            {id: 'focalboard', version: '2.8.0', mode: 'non_fips'},
                            {id: 'playbooks', version: '2.8.0', mode: 'fips'},
                        ],
                    },
                });
            } finally {
                await container.remove({force: true, v: true});
            }
        },
        LANE_TIMEOUT_MS,
    );
});
