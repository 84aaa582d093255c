import {FipsError, printVisibleJson} from '@fips-readiness/core';
import type {LayerResult, Plan} from '@fips-readiness/core';
import {
    done,
    failed,
    openLocalMode,
    readLayersBefore,
    verify,
    waitUntilReady,
    writeLayersBefore,
} from '@fips-readiness/server-bridge';
import type {Changer, Deployment, Driver, Instance, RunContext} from '@fips-readiness/server-bridge';
import {makeMattermostPrograms} from '../engine_stand_in/mattermost_programs.ts';
import {restartWorld} from '../mattermost/restart.ts';
import {startMattermost} from '../mattermost/server.ts';
import type {Mattermost} from '../mattermost/server.ts';
import {serveWebApp} from '../mattermost/web_app.ts';
import type {World} from '../mattermost/world.ts';
import {makeSampleFacts, READY} from '../samples/facts.ts';

const STANDARD = 'mattermost/mattermost-enterprise-edition:11.7.2';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const ID: Readonly<Record<string, string>> = {
    [STANDARD]: `sha256:${'a'.repeat(64)}`,
    [FIPS]: `sha256:${'b'.repeat(64)}`,
};
const IMAGE_PATH = '/spec/image';
const PASSWORD = 'a-password-that-is-long-enough';
const ROLE = JSON.stringify({version: 16, new: 'scram-sha-256', stored: 'SCRAM-SHA-256', clients: []});
const CANNOT = {can: false, reason: 'the platform offers no such thing'} as const;

/** What is wrong with the next start of an image, or with the page all the time. */
export type FakeFault = 'none' | 'fips_has_no_page' | 'no_page_at_all';

/** A platform nobody has: one resource in memory with an image, and one server that runs it. */
export type FakePlatform = {
    readonly server: Mattermost;
    readonly image: () => string;
    readonly holder: () => string | undefined;
    fault: FakeFault;
    /** Somebody else names another image in the resource. */
    readonly retag: (image: string) => void;
    readonly driver: Driver;
    readonly close: () => Promise<void>;
};

/** Starts the server and puts a resource around it. `images` are what the platform would pull. */
export async function startFakePlatform(isThere = true): Promise<FakePlatform> {
    let image = STANDARD;
    let holder: string | undefined;
    const platform = {
        server: await startMattermost({
            version: '11.7.2',
            variant: 'standard',
            licence: 'enterprise',
            config: {PasswordSettings: {MinimumLength: 14}},
            fallback: (request) => serveWebApp(request, () => hasPage()),
        }),
        fault: 'none' as FakeFault,
    };
    const hasPage = (): boolean =>
        platform.fault !== 'no_page_at_all' && !(platform.fault === 'fips_has_no_page' && image === FIPS);
    const readInstance = (): Instance => ({
        id: `pod-of-${image}`,
        name: 'mm-0',
        imageReference: image,
        imageId: ID[image] ?? '',
        state: 'running',
        health: 'none',
        restartCount: 0,
        exitCode: null,
        startedAt: '2026-11-28T12:00:00.000Z',
        environment: new Map([['MM_SQLSETTINGS_DATASOURCE', `postgres://mmuser:${PASSWORD}@database/mattermost`]]),
        command: [],
        urls: [platform.server.url],
    });
    const runProgram = (argv: readonly string[]) => {
        const [program = '', ...rest] = argv;
        const run = makeMattermostPrograms(() => platform.server.world)[program];
        return run
            ? run({argv: rest, user: '', environment: [], readFile: () => undefined})
            : {exitCode: 127, stdout: '', stderr: ''};
    };
    const setImage = (next: string): void => {
        image = next;
        const variant: World['variant'] = next === FIPS ? 'fips' : 'standard';
        platform.server.serve(restartWorld(platform.server.world, {variant}));
    };
    const target: Plan['target'] = {
        kind: 'kubernetes',
        name: 'mm',
        host: 'cluster-1',
        identity: 'cluster-uid',
        namespace: 'chat',
        uid: 'resource-uid',
    };
    const deployment = (): Deployment => ({
        kind: 'kubernetes',
        name: target.name,
        service: '',
        target,
        instances: [readInstance()],
        exec: {can: true, use: (argv) => Promise.resolve(runProgram(argv))},
        files: CANNOT,
        images: CANNOT,
        lendFile: CANNOT,
        rehearse: CANNOT,
        openInstaller: () => Promise.reject(new Error('nothing is installed here')),
        diagnose: async function* () {
            yield {ok: true, id: 'registry.local', values: {image: FIPS}};
        },
        locateDatabase: ({host, port}) =>
            Promise.resolve({
                address: host,
                port,
                near: {name: 'database-0', service: 'database', isPooler: false, ask: () => Promise.resolve(ROLE)},
            }),
        readLogs: async function* () {
            yield {isError: false, bytes: Buffer.from('Server is listening\n')};
        },
        readFacts: () =>
            Promise.resolve(
                makeSampleFacts({
                    deployment: {...READY.deployment, kind: 'kubernetes', name: 'mm', namespace: 'chat', siteUrl: ''},
                    running_image: {
                        reference: image,
                        imageId: ID[image] ?? '',
                        variant: image === FIPS ? 'fips' : 'standard',
                        pin: 'release',
                    },
                }),
            ),
        planChange: ({goal}) => {
            const to = goal === 'to_standard' ? STANDARD : FIPS;
            const describe = (reference: string): Plan['from'] => ({
                reference,
                variant: reference === FIPS ? 'fips' : 'standard',
                id: ID[reference] ?? null,
                digest: null,
            });
            return Promise.resolve({
                target,
                siteUrl: '',
                from: describe(image),
                to: describe(to),
                change: {
                    way: 'patch',
                    operations: [
                        {op: 'test', path: IMAGE_PATH, value: image},
                        {op: 'replace', path: IMAGE_PATH, value: to},
                    ],
                },
                rotation: null,
                backup: {way: 'none', note: 'a fake has nothing to lose', sizeBytes: null},
                handover: null,
                handoverPaths: [],
                steps: ['rescue_kit', 'keep_image', 'patch', 'wait', 'verify', 'finish'],
                keep: () => Promise.resolve(),
            });
        },
        findNeighbours: () => Promise.resolve([]),
        findAgentImage: () => Promise.resolve(null),
    });
    const look = async (context: RunContext, side: 'from' | 'to', before: readonly LayerResult[]) =>
        verify({
            instance: readInstance(),
            localMode: openLocalMode(deployment()),
            ownLayers: () => Promise.resolve([]),
            before,
            baseUrls: [platform.server.url],
            imageId: context.plan[side].id ?? '',
            fips: context.plan[side].variant === 'fips',
            version: context.plan.serverVersion,
            plugins: [],
            stored: [],
            siteUrl: context.plan.siteUrl,
            frontDoorLimitMs: 100,
            now: context.clock.monotonicMs,
            sleep: (ms) => context.clock.sleep(ms / 100),
            observedAt: context.clock.now().toISOString(),
        });
    const changerOf = (plan: Plan): Changer => {
        const patch = (to: string) => {
            if (image !== plan.from.reference && image !== plan.to.reference) {
                return Promise.resolve(failed('wrong_image', {}, 'stop'));
            }
            if (image !== to) {
                setImage(to);
            }
            return Promise.resolve(done('restored'));
        };
        const wait = async (context: RunContext, side: 'from' | 'to') => {
            const ready = await waitUntilReady({
                findInstance: () => Promise.resolve(readInstance()),
                baseUrlsOf: ({urls}) => urls,
                imageId: plan[side].id ?? '',
                limitMs: 5_000,
                now: context.clock.monotonicMs,
                sleep: (ms) => context.clock.sleep(ms),
                signal: new AbortController().signal,
                onProgress: () => undefined,
            });
            return ready.code === 'ready' ? done('ready', {seconds: 0}) : failed(ready.code);
        };
        const prove = async (context: RunContext, side: 'from' | 'to') => {
            const {layers, worst} = await look(context, side, (await readLayersBefore(context.folder)) ?? []);
            const inState = (state: LayerResult['state']) => layers.filter((one) => one.state === state);
            return worst === 'roll_back'
                ? failed('layer_failed', {layers: inState('failed').map(({layer, reason}) => `${layer}.${reason}`)})
                : done('verified', {
                      passed: inState('ok').length,
                      skipped: inState('skipped').map(({layer, reason}) => `${layer}.${reason}`),
                      layers: layers.length,
                  });
        };
        return {
            identity: target.identity,
            host: target.host,
            findInstance: () => Promise.resolve(readInstance()),
            lock: async ({holder: {runId, host, since}, isOver}) => {
                if (holder !== undefined && holder !== runId && !isOver(holder)) {
                    throw new FipsError('run_elsewhere', {run: holder.slice(0, 8), host, since, free: 'release mm'});
                }
                holder = runId;
                return {release: () => Promise.resolve(void (holder = undefined))};
            },
            openRun: (context) => ({
                steps: {
                    rescue_kit: async () => {
                        await writeLayersBefore(context.folder, (await look(context, 'from', [])).layers);
                        return done('written', {path: context.folder});
                    },
                    keep_image: () => Promise.resolve(done('already')),
                    patch: () => patch(plan.to.reference),
                    wait: () => wait(context, 'to'),
                    verify: () => prove(context, 'to'),
                    finish: () => Promise.resolve(done('finished')),
                },
                backSteps: {
                    restore_resource: () => patch(plan.from.reference),
                    wait_back: () => wait(context, 'from'),
                    verify_back: () => prove(context, 'from'),
                },
                keepFailure: () => context.keepOutput('failed.json', printVisibleJson(platform.server.world.faults)),
                writeRescue: () => Promise.resolve(),
            }),
            release: () => Promise.resolve(['image']),
        };
    };
    return Object.assign(platform, {
        image: () => image,
        holder: () => holder,
        retag: (next: string) => void (image = next),
        driver: {
            kind: 'kubernetes',
            isNamed: false,
            detect: () =>
                Promise.resolve(
                    isThere
                        ? {code: 'found', deployment: deployment()}
                        : {code: 'not_mine', reason: 'container_not_found'},
                ),
            diagnose: async function* () {
                yield {ok: true, id: 'socket'};
            },
            findFiles: () => Promise.resolve(undefined),
            images: {findImage: () => Promise.resolve(undefined), readImage: () => Promise.resolve(undefined)},
            describeRescue: () => Promise.resolve([`kubectl -n chat patch mattermost mm`]),
            openChanger: (plan) => Promise.resolve(changerOf(plan)),
        } satisfies Driver,
        close: () => platform.server.close(),
    });
}
