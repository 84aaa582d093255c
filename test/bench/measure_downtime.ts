import {SHIPPED_BIN} from '../agent/run_agent.ts';
import {openSwapDesk} from '../agent/swap_desk.ts';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import {makeOfficialProject} from '../engine/project.ts';
import {pullImage} from '../engine/image_pull.ts';
import {startRig} from '../engine/rig.ts';
import {composeOrFail, nameImage, watchDowntime} from './bench_project.ts';
import {median, medianInterval} from './figure.ts';
import type {Figure} from './figure.ts';

/** One pair differs from the next by a tenth, and the probe sees twentieths of a second: fewer do not tell 1.00 from 1.05. */
const PAIRS = 21;
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const RECREATE = ['up', '--detach', '--force-recreate', 'mattermost'];

/** The agent's whole swap beside the engine's own recreate of the same images, in turn, at the published port. */
export async function measureDowntime(): Promise<readonly Figure[]> {
    if (process.getuid?.() !== 0) {
        process.stdout.write('not measured: needs root and dockerd: downtime of a swap\n');
        return [];
    }
    const rig = await startRig({name: 'downtime'});
    const project = await makeOfficialProject({engine: rig.engine, overrideText: LONG_ENOUGH_TEXT});
    const desk = await openSwapDesk(rig.engine, SHIPPED_BIN);
    try {
        await project.up();
        await pullImage(rig.engine, FIPS_IMAGE);
        const bare: number[] = [];
        const swaps: number[] = [];
        let recreated = 0;
        for (let pair = 0; pair < PAIRS; pair += 1) {
            await nameImage(project, 'fips');
            bare.push(await watchDowntime(project, () => composeOrFail(project, RECREATE)));
            await nameImage(project, 'standard');
            await watchDowntime(project, () => composeOrFail(project, RECREATE));

            const file = await desk.plan();
            swaps.push(await watchDowntime(project, () => expectExit(0, desk.apply(file))));
            const moved = await fetchIds();
            await composeOrFail(project, ['up', '--detach']);
            const kept = await fetchIds();
            recreated += moved.filter((id) => !kept.includes(id)).length;
            await expectExit(0, desk.agent(['rollback', '--yes']));
        }
        const ratios = swaps.map((swap, pair) => swap / (bare[pair] ?? Number.NaN));
        const {from, to} = medianInterval(ratios);
        const interval = `95 % interval ${from.toFixed(3)} to ${to.toFixed(3)}, ${PAIRS} pairs in turn`;
        return [
            {
                name: 'downtime of a swap, beside up -d --force-recreate',
                value: median(ratios),
                unit: 'x',
                limit: 1.05,
                note: interval,
            },
            {name: 'downtime of a swap, median', value: median(swaps) / 1000, unit: 's'},
            {name: 'downtime of up -d --force-recreate, median', value: median(bare) / 1000, unit: 's'},
            {name: 'containers a plain up -d recreates after a swap', value: recreated, unit: '', limit: 0},
        ];
    } finally {
        await desk.remove();
        await project.remove();
        await rig.stop();
    }

    async function fetchIds(): Promise<readonly string[]> {
        return Promise.all((['mattermost', 'postgres'] as const).map((service) => project.containerId(service)));
    }
}

async function expectExit(code: number, run: Promise<{readonly exitCode: number; readonly stderr: string}>) {
    const {exitCode, stderr} = await run;
    if (exitCode !== code) {
        throw new Error(`fips-agent ended with exit ${exitCode} instead of ${code}:\n${stderr}`);
    }
}
