import {randomBytes} from 'node:crypto';
import {buffer} from 'node:stream/consumers';
import {pack} from 'tar-stream';
import {SHIPPED_BIN} from '../agent/run_agent.ts';
import {openSwapDesk} from '../agent/swap_desk.ts';
import type {Engine} from '../engine/engine.ts';
import {pushImage} from '../engine/image_build.ts';
import {pullImage} from '../engine/image_pull.ts';
import {makeImages} from '../engine/images.ts';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import {makeOfficialProject} from '../engine/project.ts';
import {startRegistry} from '../engine/registry.ts';
import type {Registry} from '../engine/registry.ts';
import {startRegistryProxy} from '../engine/registry_proxy.ts';
import {startRig} from '../engine/rig.ts';
import {composeOrFail, nameImage, watchDowntime} from './bench_project.ts';
import type {Figure} from './figure.ts';

const BYTES_PER_SECOND = 50_000_000 / 8;
/** What the FIPS image does not share with the standard one. */
const OWN_BYTES = 64 * 1024 * 1024;
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
const STANDARD = 'mattermost/mattermost-enterprise-edition';

/** The guide's own procedure (stop, edit, pull, recreate) with the image not there yet, beside the agent's, which pulls first. */
export async function measureGuide(): Promise<readonly Figure[]> {
    if (process.getuid?.() !== 0) {
        process.stdout.write('not measured: needs root and dockerd: downtime by the guide\n');
        return [];
    }
    const rig = await startRig({name: 'guide'});
    const {engine} = rig;
    const own = await startRegistry({storages: await makeImages()});
    const proxy = await startRegistryProxy(own, {bytesPerSecond: BYTES_PER_SECOND});
    const {registry} = proxy;
    const image = `${registry.host}/${FIPS}:11.7.2`;
    await pushHeavyImage(engine, own, `${FIPS}:11.7.2`);
    const project = await makeOfficialProject({engine, registry, overrideText: LONG_ENOUGH_TEXT});
    const desk = await openSwapDesk(engine, SHIPPED_BIN);
    const forget = () => engine.client.getImage(image).remove({force: true});
    try {
        await project.up();
        const byGuide = await watchDowntime(project, async () => {
            await composeOrFail(project, ['stop', 'mattermost']);
            await nameImage(project, 'fips');
            await composeOrFail(project, ['pull', 'mattermost']);
            await composeOrFail(project, ['up', '--detach', '--force-recreate', 'mattermost']);
        });
        await nameImage(project, 'standard');
        await composeOrFail(project, ['up', '--detach']);
        await forget();

        const pairs = {
            IMAGE_PAIRS: JSON.stringify([{standard: `${registry.host}/${STANDARD}`, fips: `${registry.host}/${FIPS}`}]),
        };
        const byAgent = await watchDowntime(project, async () => {
            const {exitCode, stderr} = await desk.apply(await desk.plan(pairs), pairs);
            if (exitCode !== 0) {
                throw new Error(`fips-agent ended with exit ${exitCode}:\n${stderr}`);
            }
        });
        const note = `50 Mbit/s, ${OWN_BYTES / 1024 / 1024} MiB to pull`;
        return [
            {name: 'downtime by the guide, image not there yet', value: byGuide / 1000, unit: 's', note},
            {name: 'downtime by the agent, image not there yet', value: byAgent / 1000, unit: 's', note},
        ];
    } finally {
        await desk.remove();
        await project.remove();
        await forget().catch(() => undefined);
        await proxy.close();
        await own.stop();
        await rig.stop();
    }
}

/** Gives the tag in the registry to a copy of its image with a layer of its own that no compression makes smaller. */
async function pushHeavyImage(engine: Engine, registry: Registry, name: string): Promise<void> {
    const reference = `${registry.host}/${name}`;
    await pullImage(engine, reference);
    const archive = pack();
    archive.entry({name: 'ballast'}, randomBytes(OWN_BYTES));
    archive.finalize();
    const container = await engine.client.createContainer({Image: reference});
    try {
        await container.putArchive(await buffer(archive), {path: '/'});
        const colon = reference.lastIndexOf(':');
        await container.commit({repo: reference.slice(0, colon), tag: reference.slice(colon + 1)});
    } finally {
        await container.remove({v: true});
    }
    await pushImage(engine, registry, name);
    await engine.client.getImage(reference).remove({force: true});
}
