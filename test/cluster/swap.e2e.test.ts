import {isDeepStrictEqual} from 'node:util';
import {listObjects, printPath, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {readRecording} from '../operator_stand_in/recording.ts';
import type {Mattermost, Status} from '../operator_stand_in/resource.ts';
import {UPDATE_JOB} from '../operator_stand_in/update_job.ts';
import {startCluster} from './cluster.ts';
import type {Cluster} from './cluster.ts';
import {copyImage} from './image_copy.ts';
import {startIngress} from './ingress.ts';
import type {Ingress} from './ingress.ts';
import {createInstallation} from './installation.ts';
import type {Installation} from './installation.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {waitFor} from './wait_for.ts';

const NAMESPACE = 'swap';
const STANDARD = 'mattermost/mattermost-enterprise-edition';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
/** What the FIPS image refuses by default. */
const LONG_ENOUGH = {name: 'MM_PASSWORDSETTINGS_MINIMUMLENGTH', value: '14'};

type ContainerState = {
    readonly waiting?: {readonly reason: string; readonly message?: string};
    readonly terminated?: {readonly exitCode: number; readonly message?: string};
};

type Pod = KubernetesObject & {
    readonly spec: {readonly containers: readonly {readonly image: string}[]};
    readonly status: {
        readonly podIP?: string;
        readonly containerStatuses?: readonly {readonly state: ContainerState}[];
    };
};

type Deployment = KubernetesObject & {readonly status?: {readonly availableReplicas?: number}};

/** What a reader of the status goes by. */
const outline = ({state, image}: Status) => ({state, image: image ?? null});

describe('a real cluster, with the operator stand-in', () => {
    let cluster: Cluster;
    let installation: Installation;
    let ingress: Ingress;
    beforeAll(async () => {
        cluster = await startCluster();
        installation = await createInstallation(cluster, {
            namespace: NAMESPACE,
            name: 'mm',
            password: 'a-password-that-is-long-enough',
            replicas: 2,
            spec: {mattermostEnv: [LONG_ENOUGH]},
        });
        ingress = await startIngress(cluster.api, installation);
    }, COLD_START_MS);
    afterAll(async () => {
        await ingress.close();
        await installation.remove();
        await cluster.stop();
    }, LANE_TIMEOUT_MS);

    /** A pod that is on its way out is still listed. */
    const listPods = async (app: string) => {
        const pods = await listObjects<Pod>(cluster.api, {kind: 'pods', namespace: NAMESPACE}, `app=${app}`);
        return pods.filter(({metadata}) => metadata.deletionTimestamp === undefined);
    };
    const readDeployment = () =>
        readObject<Deployment>(cluster.api, {kind: 'deployments', namespace: NAMESPACE, name: 'mm'});
    const patch = async (operations: readonly object[]): Promise<Mattermost> => {
        const {status, body} = await cluster.api({
            method: 'PATCH',
            path: printPath({kind: 'mattermosts', namespace: NAMESPACE, name: 'mm'}),
            contentType: 'application/json-patch+json',
            body: operations,
        });
        expect(status).toBe(200);
        return body as Mattermost;
    };
    const patchImage = (image: string, version = '11.7.2'): Promise<Mattermost> =>
        patch([
            {op: 'replace', path: '/spec/image', value: image},
            {op: 'replace', path: '/spec/version', value: version},
        ]);
    const waitForStable = (generation: number | undefined) =>
        installation.waitForStatus(
            `generation ${String(generation)} is stable`,
            ({state, observedGeneration}) => state === 'stable' && observedGeneration === generation,
        );
    /** A connection to a pod that ends at that moment is made again, as a browser does. */
    const pingSite = async (): Promise<number> => {
        const ping = async () =>
            (await fetch(`${ingress.url}/api/v4/system/ping`, {headers: {Connection: 'close'}})).status;
        return ping().catch(ping);
    };
    const expectSiteUp = async (): Promise<void> => {
        const pods = await listPods('mattermost');
        for (const {status} of pods) {
            expect((await fetch(`http://${status.podIP}:8065/api/v4/system/ping`)).status).toBe(200);
        }
        expect(pods).toHaveLength(2);
    };
    const waitForContainer = (app: string, what: string, isReached: (state: ContainerState) => boolean) =>
        waitFor(what, LANE_TIMEOUT_MS, async () => {
            const statuses = (await listPods(app)).flatMap(({status}) => status.containerStatuses ?? []);
            return statuses.map(({state}) => state).find(isReached);
        });

    test(
        'a patch of the image reaches the FIPS image with every pod, by the recorded states, and the site answers all the time',
        async () => {
            const seen: object[] = [];
            let fewest = Number.POSITIVE_INFINITY;
            const {metadata} = await patchImage(FIPS);
            await waitFor('The swap is over', LANE_TIMEOUT_MS, async () => {
                const {status = {}} = await installation.read();
                if (!isDeepStrictEqual(outline(status), seen.at(-1))) {
                    seen.push(outline(status));
                }
                expect(await pingSite()).toBe(200);
                fewest = Math.min(fewest, (await readDeployment())?.status?.availableReplicas ?? 0);
                return status.state === 'stable' && status.observedGeneration === metadata.generation
                    ? true
                    : undefined;
            });
            const recorded = readRecording('pods-swap-to-fips.jsonl')
                .filter(({kind}) => kind === 'mattermosts')
                .map(({object}) => outline(object.status as Status));
            expect(seen).toEqual(recorded.filter((one, index) => !isDeepStrictEqual(one, recorded[index - 1])));
            expect(fewest).toBeGreaterThanOrEqual(2);
            const pods = await listPods('mattermost');
            expect(pods.map(({spec}) => spec.containers[0]?.image)).toEqual([`${FIPS}:11.7.2`, `${FIPS}:11.7.2`]);
            for (const {status} of pods) {
                const config = await fetch(`http://${status.podIP}:8065/api/v4/config/client?format=old`);
                expect(await config.json()).toMatchObject({IsFipsEnabled: 'true'});
            }
            expect(await listPods(UPDATE_JOB)).toEqual([]);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'a missing image leaves the site up and the resource reconciling; patched back it is stable, and the Job stays',
        async () => {
            const before = await readDeployment();
            await patchImage(STANDARD, '99.0.0');
            await waitForContainer(UPDATE_JOB, 'The image is missing', ({waiting}) =>
                /^(ErrImagePull|ImagePullBackOff)$/.test(waiting?.reason ?? ''),
            );
            expect((await installation.read()).status).toMatchObject({state: 'reconciling', image: FIPS});
            expect((await readDeployment())?.metadata.generation).toBe(before?.metadata.generation);
            await expectSiteUp();
            await waitForStable((await patchImage(FIPS)).metadata.generation);
            expect(await readObject(cluster.api, {kind: 'jobs', namespace: NAMESPACE, name: UPDATE_JOB})).toBeDefined();
            await expectSiteUp();
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'settings the image refuses leave the site up, and what it said is in the status of the check’s pod',
        async () => {
            await copyImage(cluster.registry, {repository: FIPS, from: '11.7.2', to: '11.7.3', env: {COPY: '1'}});
            const {mattermostEnv = []} = (await installation.read()).spec;
            const others = mattermostEnv.filter(({name}) => name !== LONG_ENOUGH.name);
            await patch([
                {op: 'replace', path: '/spec/version', value: '11.7.3'},
                {op: 'replace', path: '/spec/mattermostEnv', value: others},
            ]);
            const {terminated} = await waitForContainer(UPDATE_JOB, 'The check has failed', ({terminated: end}) =>
                Boolean(end?.exitCode),
            );
            expect(terminated?.message).toContain('model.config.is_valid.password_length.app_error');
            expect((await installation.read()).status).toMatchObject({state: 'reconciling', image: FIPS});
            await expectSiteUp();
            const {metadata} = await patch([
                {op: 'replace', path: '/spec/version', value: '11.7.2'},
                {op: 'replace', path: '/spec/mattermostEnv', value: mattermostEnv},
            ]);
            await waitForStable(metadata.generation);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'an image that passes its check and ends at its start: the new pod fails, the old ones serve, and the status names no image',
        async () => {
            await copyImage(cluster.registry, {
                repository: FIPS,
                from: '11.7.2',
                to: '11.7.2-exits',
                env: {STAND_IN_FAULT: 'exits'},
            });
            await patchImage(FIPS, '11.7.2-exits');
            const isEnded = ({terminated, waiting}: ContainerState) => Boolean(terminated ?? waiting?.message);
            await waitForContainer('mattermost', 'The new pod has ended', isEnded);
            expect((await installation.read()).status).toMatchObject({state: 'reconciling', replicas: 3});
            expect((await installation.read()).status).not.toHaveProperty('image');
            expect((await readDeployment())?.status?.availableReplicas).toBe(2);
            await waitForStable((await patchImage(FIPS)).metadata.generation);
            await expectSiteUp();
        },
        LANE_TIMEOUT_MS,
    );
});
