import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {writeComposeProgram} from '../compose_stand_in/compose_program.ts';
import {readSampleProject} from '../compose_stand_in/sample_project.ts';
import {writeSampleProject} from '../compose_stand_in/write_sample_project.ts';
import {addComposeProject} from '../engine_stand_in/add_compose_project.ts';
import {addContainer} from '../engine_stand_in/add_container.ts';
import {makeDatabase} from '../engine_stand_in/database.ts';
import {makeDatabasePrograms} from '../engine_stand_in/database_programs.ts';
import {addImage, makeEngineState} from '../engine_stand_in/engine_state.ts';
import {makeMattermostPrograms} from '../engine_stand_in/mattermost_programs.ts';
import {makeMattermostImage, makePostgresImage, publishRelease} from '../engine_stand_in/official_images.ts';
import {makeRegistry} from '../engine_stand_in/registry.ts';
import {startEngineStandIn} from '../engine_stand_in/server.ts';
import {makeWorld} from '../mattermost/world.ts';
import {describeDocker} from './docker_contract.ts';

const VERSION = '11.7.2';

describeDocker(
    'the stand-in',
    async () => {
        const folder = await mkdtemp(join(tmpdir(), 'fips-drivers-'));
        const state = makeEngineState();
        const world = makeWorld({version: VERSION});
        const image = addImage(
            state,
            makeMattermostImage(
                'standard',
                VERSION,
                makeMattermostPrograms(() => world),
            ),
        );
        addImage(state, makePostgresImage('16-alpine', makeDatabasePrograms(makeDatabase())));
        const hub = makeRegistry({hidesMissing: true});
        publishRelease(hub, VERSION);
        state.registries.set('docker.io', hub);
        const engine = await startEngineStandIn({socketPath: join(folder, 'docker.sock'), state});
        return {
            dockerHost: engine.dockerHost,
            composeBinary: await writeComposeProgram(folder),
            startComposeProject: async () => {
                const root = join(folder, 'chat');
                await writeSampleProject(root, {POSTGRES_IMAGE_TAG: '16-alpine', MATTERMOST_IMAGE_TAG: VERSION});
                addComposeProject(state, readSampleProject(root, 'chat'));
                return {root, name: 'chat', remove: () => Promise.resolve(state.containers.clear())};
            },
            startPlainContainer: ({name, autoRemove}) => {
                const {id} = addContainer(state, {name, autoRemove, image: image.tags[0] ?? ''});
                return Promise.resolve({remove: () => Promise.resolve(void state.containers.delete(id))});
            },
            stop: async () => {
                await engine.close();
                await rm(folder, {recursive: true, force: true});
            },
        };
    },
    20_000,
);
