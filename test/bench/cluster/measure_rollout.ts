import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {readJournal} from '@fips-readiness/core';
import {SHIPPED_BIN} from '../../agent/run_agent.ts';
import type {AgentRun} from '../../agent/run_agent.ts';
import {startSiteProbe} from '../../agent/site_probe.ts';
import type {Cluster} from '../../cluster/cluster.ts';
import {grant} from '../../cluster/grant.ts';
import {startIngress} from '../../cluster/ingress.ts';
import type {Installation} from '../../cluster/installation.ts';
import {disableCalls, MOVER_RULES, openMover} from '../../cluster/mover.ts';
import type {Mover} from '../../cluster/mover.ts';
import {median} from '../figure.ts';
import type {Figure} from '../figure.ts';
import {rollOutBare, waitUntilQuiet} from './rollout.ts';

/** The probe has seen the site before and after, not only meanwhile. */
const MARGIN_MS = 500;

/** The agent's whole swap of two pods next to a bare patch of the same resource, in turn, there and back, at a probe through the ingress. */
export async function* measureRollout(
    cluster: Cluster,
    installation: Installation,
    {pairs}: {readonly pairs: number},
): AsyncGenerator<Figure> {
    const {namespace} = installation;
    await grant(cluster.api, {user: 'maria', namespace, rules: MOVER_RULES});
    const ingress = await startIngress(cluster.api, installation);
    const bare = {failed: 0, sent: 0, rollouts: [] as number[]};
    const agent = {failed: 0, sent: 0, rollouts: [] as number[], commands: [] as number[]};
    const standard = (await installation.read()).spec.image ?? '';
    const fips = standard.replace('enterprise-edition', 'enterprise-fips-edition');
    try {
        const admin = await openMover(cluster, namespace);
        await disableCalls(admin);
        await admin.close();
        // The node pulls the image once.
        await rollOutBare(cluster, installation, fips);
        await waitUntilQuiet(cluster, installation);
        await rollOutBare(cluster, installation, standard);
        for (let pair = 0; pair < pairs; pair += 1) {
            await watch(bare, async () => bare.rollouts.push(await rollOutBare(cluster, installation, fips)));
            await watch(bare, () => rollOutBare(cluster, installation, standard));
            const mover = await openMover(cluster, namespace, {bin: SHIPPED_BIN});
            try {
                expectSuccess(await mover.plan());
                await watch(agent, async () => {
                    const startedAt = performance.now();
                    expectSuccess(await mover.agent('apply', mover.planFile, '--yes'));
                    agent.commands.push(performance.now() - startedAt);
                    agent.rollouts.push(await readRolloutTime(mover));
                });
                await watch(agent, async () => expectSuccess(await mover.agent('rollback', '--yes')));
            } finally {
                await mover.close();
            }
        }
    } finally {
        await ingress.close();
    }
    const [alone, moved] = [median(bare.rollouts), median(agent.rollouts)];
    yield {
        name: 'cluster: failed requests of a swap, over those of a bare patch',
        value: agent.failed - bare.failed,
        unit: 'requests',
        limit: 0,
        note: `${agent.failed} of ${agent.sent} and ${bare.failed} of ${bare.sent}, 20 a second, ${pairs} pairs there and back`,
    };
    yield {
        name: 'cluster: what the agent adds to the rollout of a bare patch',
        value: median(agent.rollouts.map((one, pair) => one - (bare.rollouts[pair] ?? Number.NaN))) / 1000,
        unit: 's',
        limit: 1,
        note: `median of ${pairs} pairs in turn; ${(moved / 1000).toFixed(2)} and ${(alone / 1000).toFixed(2)} s from the patch to every pod ready`,
    };
    yield {name: 'cluster: fips-agent apply as a whole, median', value: median(agent.commands) / 1000, unit: 's'};

    async function watch(seen: {failed: number; sent: number}, act: () => Promise<unknown>): Promise<void> {
        await waitUntilQuiet(cluster, installation);
        const probe = startSiteProbe(ingress.url);
        await wait(MARGIN_MS);
        await act();
        await waitUntilQuiet(cluster, installation);
        await wait(MARGIN_MS);
        const {failed, sent} = await probe.stop();
        seen.failed += failed;
        seen.sent += sent;
    }
}

/** From the patch to where the agent has seen every pod run the image and be ready, by the journal of the only run. */
async function readRolloutTime({folder}: Pick<Mover, 'folder'>): Promise<number> {
    const [run = ''] = await readdir(join(folder, 'state/runs'));
    const read = readJournal(await readFile(join(folder, 'state/runs', run, 'journal.jsonl'), 'utf8'));
    const events = read.code === 'damaged' ? [] : read.events;
    const patched = events.find((event) => event.kind === 'step_begun' && event.step === 'patch');
    const waited = events.find((event) => event.kind === 'step_done' && event.step === 'wait');
    return Date.parse(waited?.at ?? '') - Date.parse(patched?.at ?? '');
}

function expectSuccess({exitCode, stdout, stderr}: AgentRun): void {
    if (exitCode !== 0) {
        throw new Error(`fips-agent ended with exit ${exitCode}:\n${stderr}${stdout}`);
    }
}
