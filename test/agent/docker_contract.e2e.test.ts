import {describeDocker} from '../contract/docker_contract.ts';
import {makePlainContainer} from '../engine/plain_container.ts';
import {makeOfficialProject} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';

const LANE_TIMEOUT_MS = 240_000;
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';

describeDocker(
    'a real engine',
    async () => {
        const {engine, stop} = await startRig({name: 'drivers'});
        // Another file of the lane may have pulled it: the contract asks where a new deployment finds it.
        await engine.client
            .getImage(FIPS_IMAGE)
            .remove({force: true})
            .catch(() => undefined);
        return {
            dockerHost: engine.dockerHost,
            composeBinary: engine.composeBinary,
            startComposeProject: async () => {
                const project = await makeOfficialProject({engine});
                await project.up();
                return project;
            },
            startPlainContainer: (options) => makePlainContainer({engine, image: IMAGE, ...options}),
            stop,
        };
    },
    LANE_TIMEOUT_MS,
);
