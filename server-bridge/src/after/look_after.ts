import {hasMoved, isObserved} from '@fips-readiness/core';
import type {Facts, Variant} from '@fips-readiness/core';
import {proveWithBot} from '../core_functions/prove_with_bot.ts';
import type {Deployment} from '../port/driver.ts';
import {findBaseUrls} from '../server/base_urls.ts';
import {openLocalMode} from '../server/local_mode.ts';
import type {StoredRun} from '../journal/run_store.ts';
import type {Clock} from '../clock/clock.ts';
import type {ScanResult} from '../scan/scan_report.ts';
import type {Settings} from '../settings/settings.ts';
import {readStartLog} from '../start_log/read_start_log.ts';
import {judgeInstances} from '../verify/judge_instances.ts';
import {verify} from '../verify/verify.ts';
import {judgeAfter} from './after_report.ts';
import type {AfterReport} from './after_report.ts';
import {fetchEnabledPlugins} from '../server/enabled_plugins.ts';
import {findPlugins} from './find_plugins.ts';

/** Layers that hold against how it ran before a run: weeks later an update has moved them on. */
const OF_A_RUN: readonly string[] = ['image', 'version', 'plugins'];

/** Looks at a deployment as it is now, weeks after a move too, and whoever carried it out. Changes nothing but what a proof posts. */
export async function lookAfter(input: {
    readonly deployment: Deployment;
    readonly settings: Settings;
    readonly facts: Facts;
    readonly runs: readonly StoredRun[];
    /** What the executables inside prove. */
    readonly scanned: readonly ScanResult[];
    readonly expected: Variant;
    readonly clock: Clock;
    readonly signal: AbortSignal;
}): Promise<AfterReport> {
    const {deployment, settings, facts, runs, scanned, expected, clock, signal} = input;
    const {instances, jobServers = []} = deployment;
    const all = [...instances, ...jobServers];
    const [instance] = instances;
    const observedAt = clock.now().toISOString();
    const localMode = openLocalMode(deployment);
    const baseUrls = findBaseUrls(instance, settings);
    const {layers} = await verify({
        instance,
        localMode,
        // One has nothing to be compared with; a move that stopped half way left several builds.
        ownLayers: async () =>
            all.length === 1
                ? []
                : [
                      await judgeInstances(all, {
                          reference: instance.imageReference,
                          imageId: instance.imageId,
                          fips: expected === 'fips',
                          observedAt,
                      }),
                  ],
        before: [],
        baseUrls,
        imageId: instance.imageId,
        fips: expected === 'fips',
        version: '',
        plugins: [],
        stored: [],
        siteUrl: (isObserved(facts.deployment) ? facts.deployment.value.siteUrl : settings.SITE_URL) ?? '',
        frontDoorLimitMs: settings.FRONT_DOOR_SECONDS * 1000,
        now: clock.monotonicMs,
        sleep: (ms) => clock.sleep(ms, signal),
        observedAt,
    });
    const baseline = runs.findLast(({plan, state}) => hasMoved(state) && plan.to.variant === expected);
    const server = scanned.find(({role}) => role === 'server');
    const report = {
        format: 1 as const,
        madeAt: clock.now().toISOString(),
        expected,
        image: {reference: instance.imageReference, id: instance.imageId},
        serverMode: server?.mode ?? 'unknown',
        serverGrade: server?.grade ?? 'nothing',
        layers: layers.filter(({layer}) => !OF_A_RUN.includes(layer)),
        baseline: baseline?.runId ?? null,
        plugins: findPlugins(facts, scanned, baseline?.plan.plugins, await fetchEnabledPlugins(localMode)),
        functions:
            (instance.state === 'running' ? await proveWithBot({settings, baseUrls, clock, signal}) : undefined) ??
            null,
        startLog: await readStartLog(instances.map((one) => ({instance: one, readLogs: deployment.readLogs}))),
    };
    return {...report, verdict: judgeAfter(report)};
}
