import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {listObjects, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {startCluster} from './cluster.ts';
import type {Cluster} from './cluster.ts';
import {grant} from './grant.ts';
import {copyImage} from './image_copy.ts';
import {startIngress} from './ingress.ts';
import type {Ingress} from './ingress.ts';
import {createInstallation} from './installation.ts';
import type {Installation} from './installation.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {LONG_ENOUGH, MOVER_RULES, openMover} from './mover.ts';
import type {Mover} from './mover.ts';
import {waitFor} from './wait_for.ts';

const NAMESPACE = 'rehearse';
const STANDARD = 'mattermost/mattermost-enterprise-edition';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
const PASSWORD = 'a-password-that-is-long-enough';
/** A release that has no FIPS image until a test makes one. */
const VERSION = '11.7.8';
const POD = {kind: 'pods', namespace: NAMESPACE, name: 'fips-readiness-rehearsal-mm'} as const;
const PING_EVERY_MS = 50;

describe('fips-agent rehearse against a real cluster', () => {
    let cluster: Cluster;
    let installation: Installation;
    let ingress: Ingress;
    let mover: Mover;
    beforeAll(async () => {
        cluster = await startCluster();
        const copy = {repository: STANDARD, from: '11.7.2', to: VERSION, env: {COPY: '1'}};
        await copyImage(cluster.registry, copy);
        installation = await createInstallation(cluster, {
            namespace: NAMESPACE,
            name: 'mm',
            password: PASSWORD,
            spec: {version: VERSION, mattermostEnv: [LONG_ENOUGH]},
        });
        ingress = await startIngress(cluster.api, installation);
        await grant(cluster.api, {
            user: 'maria',
            namespace: NAMESPACE,
            rules: [...MOVER_RULES, {apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete']}],
        });
        mover = await openMover(cluster, NAMESPACE, {settings: {KUBE_REHEARSAL: 'pod'}});
    }, COLD_START_MS);
    afterAll(async () => {
        await mover.close();
        await ingress.close();
        await installation.remove();
        await cluster.stop();
    }, LANE_TIMEOUT_MS);

    /** How the deployment is: nothing of it may change. */
    const takeInventory = async () => {
        const {metadata, spec} = await installation.read();
        const pods = await listObjects(cluster.api, {kind: 'pods', namespace: NAMESPACE});
        return {generation: metadata.generation, spec, pods: pods.map((pod) => pod.metadata.name).toSorted()};
    };
    const readPod = () => readObject<KubernetesObject & {readonly spec: object}>(cluster.api, POD);
    const giveFips = (env: Readonly<Record<string, string>>) =>
        copyImage(cluster.registry, {repository: FIPS, from: '11.7.2', to: VERSION, env});
    const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

    test(
        'a tag that is missing: ErrImagePull, and no pod is left',
        async () => {
            const before = await takeInventory();
            const run = await mover.agent('rehearse');
            expect(flat(run.stderr)).toContain('did not start: ErrImagePull');
            expect(run.exitCode).toBe(22);
            expect(await takeInventory()).toEqual(before);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'an image that exits: a run ends before the patch, and its words are in the run’s folder alone',
        async () => {
            await giveFips({NODE_OPTIONS: '--not-an-option-of-this-program'});
            const before = await takeInventory();
            const run = await mover.planAndApply();
            expect(flat(`${run.stderr}${run.stdout}`)).toContain('Rehearse alongside the live site');
            expect(run.stderr + run.stdout).not.toContain('not-an-option');
            expect({code: run.exitCode, ...(await takeInventory())}).toEqual({code: 22, ...before});
            const [runId = ''] = await readdir(join(mover.folder, 'state/runs'));
            expect(await readFile(join(mover.folder, 'state/runs', runId, 'rehearsal.txt'), 'utf8')).toContain(
                'not-an-option',
            );
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'killed in the middle it leaves one pod, which the next rehearsal removes; a good image passes, and no request fails meanwhile',
        async () => {
            await giveFips({COPY: '2'});
            const before = await takeInventory();
            const pinging = startPinging(`${ingress.url}/api/v4/system/ping`);
            const {argv, env} = mover.command('rehearse', '--pull');
            const child = spawn(process.execPath, argv, {env, stdio: 'ignore'});
            const pod = await waitFor('The pod is there', LANE_TIMEOUT_MS, readPod);
            child.kill('SIGKILL');
            await once(child, 'close');
            expect(JSON.stringify(pod)).not.toContain(PASSWORD);

            const run = await mover.agent('rehearse', '--pull', '--format', 'json');
            expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
            expect(run.stderr).toContain('Removed a one-off container left by an agent');
            expect(JSON.parse(run.stdout)).toMatchObject({outcome: {code: 'ok'}, version: '11.7.2'});
            expect(await takeInventory()).toEqual(before);
            const {failed, asked} = await pinging.stop();
            expect(failed).toEqual([]);
            expect(asked).toBeGreaterThan(20);
        },
        LANE_TIMEOUT_MS,
    );
});

/** Asks twenty times a second, each time over a connection of its own. */
function startPinging(url: string): {
    readonly stop: () => Promise<{readonly failed: readonly string[]; readonly asked: number}>;
} {
    const ending = new AbortController();
    const failed: string[] = [];
    const asked: Promise<void>[] = [];
    const ask = async (): Promise<void> => {
        const answer = await fetch(url, {headers: {Connection: 'close'}}).then(
            ({status}) => String(status),
            (error: unknown) => String(error),
        );
        if (answer !== '200') {
            failed.push(answer);
        }
    };
    const running = (async () => {
        while (!ending.signal.aborted) {
            asked.push(ask());
            await delay(PING_EVERY_MS);
        }
    })();
    return {
        stop: async () => {
            ending.abort();
            await running;
            await Promise.all(asked);
            return {failed, asked: asked.length};
        },
    };
}
