import {runAgent, SHIPPED_BIN} from '../agent/run_agent.ts';
import {makeOfficialProject} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import {median} from './figure.ts';
import type {Figure} from './figure.ts';

const PAIRS = 7;

/** The shipped `fips-agent check` on the official project on a real engine, beside `docker compose config` alone, in turn. */
export async function measureCheck(): Promise<readonly Figure[]> {
    if (process.getuid?.() !== 0) {
        process.stdout.write('not measured without root and a Docker engine: fips-agent check on a real engine\n');
        return [];
    }
    const rig = await startRig({name: 'bench'});
    const project = await makeOfficialProject({engine: rig.engine});
    try {
        await project.up();
        const env = {DOCKER_HOST: rig.engine.dockerHost, COMPOSE_BINARY: rig.engine.composeBinary};
        const checks: number[] = [];
        const configs: number[] = [];
        for (let pair = 0; pair < PAIRS; pair += 1) {
            configs.push(await time(() => project.compose(['config', '--format', 'json'])));
            checks.push(await time(() => runAgent(['check', '--format', 'json'], env, {bin: SHIPPED_BIN})));
        }
        return [
            {
                name: 'fips-agent check, beside docker compose config',
                value: (median(checks) - median(configs)) / 1000,
                unit: 's',
                limit: 2,
            },
            {name: 'docker compose config alone', value: median(configs) / 1000, unit: 's'},
        ];
    } finally {
        await project.remove();
        await rig.stop();
    }
}

async function time(run: () => Promise<unknown>): Promise<number> {
    const start = performance.now();
    await run();
    return performance.now() - start;
}
