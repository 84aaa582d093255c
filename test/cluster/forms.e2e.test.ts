import {printPath} from '../kubernetes_client/objects.ts';
import type {Mattermost} from '../operator_stand_in/resource.ts';
import type {Cluster} from './cluster.ts';
import {copyImage, findDigest} from './image_copy.ts';
import type {Installation} from './installation.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {openMover} from './mover.ts';
import type {Mover} from './mover.ts';
import {openStage} from './stage.ts';
import type {Stage} from './stage.ts';

const NAMESPACE = 'forms';
const STANDARD = 'mattermost/mattermost-enterprise-edition';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
/** Each test file has a tag of its own: the registry and the node are everybody's. */
const VERSION = '11.7.7';
const CLEAN = {job: undefined, leases: 0};

/** A resource that names its release by a digest, with a job server of its own; then what becomes of it. The tests follow each other. */
describe('forms of an installation, on a real cluster', () => {
    let stage: Stage;
    let cluster: Cluster;
    let installation: Installation;
    let mover: Mover;
    let digests: {readonly standard: string; readonly fips: string};
    beforeAll(async () => {
        stage = await openStage({
            namespace: NAMESPACE,
            password: 'a-password-that-is-long-enough',
            makeSpec: async ({registry}) => {
                digests = {
                    standard: await findDigest(registry, {repository: STANDARD, tag: '11.7.2'}),
                    fips: await findDigest(registry, {repository: FIPS, tag: '11.7.2'}),
                };
                return {
                    image: `${registry.host}/${STANDARD}`,
                    version: `11.7.2@${digests.standard}`,
                    jobServer: {dedicatedJobServer: true},
                };
            },
        });
        ({cluster, installation} = stage);
    }, COLD_START_MS);
    beforeEach(async () => {
        mover = await openMover(cluster, NAMESPACE);
    });
    afterEach(() => mover.close());
    afterAll(() => stage.close(), LANE_TIMEOUT_MS);

    const flat = ({stdout, stderr}: {readonly stdout: string; readonly stderr: string}) =>
        `${stderr}${stdout}`.replaceAll(/\s+/g, ' ');

    /** Changes the resource as its owner does, and waits until the operator is through with it. */
    async function change(fields: Partial<Mattermost['spec']>): Promise<void> {
        const {body} = await cluster.api({
            method: 'PATCH',
            path: printPath({kind: 'mattermosts', namespace: NAMESPACE, name: 'mm'}),
            contentType: 'application/merge-patch+json',
            body: {spec: fields},
        });
        const {metadata} = body as Mattermost;
        await installation.waitForStatus(
            'The change is rolled out',
            ({state, observedGeneration}) => state === 'stable' && observedGeneration === metadata.generation,
        );
    }

    test(
        'pinned by a digest, with a job server: all pods move to the digest that the registry names, and back',
        async () => {
            const {spec} = await installation.read();
            const run = await mover.planAndApply();
            expect(`${run.exitCode} ${flat(run)}`).toMatch(/^0 .*all pods run it and are ready/);
            const moved = await installation.read();
            expect([moved.spec.image, moved.spec.version]).toEqual([
                `${cluster.registry.host}/${FIPS}`,
                `11.7.2@${digests.fips}`,
            ]);
            const image = `${cluster.registry.host}/${FIPS}:11.7.2@${digests.fips}`;
            expect(await mover.listImages()).toEqual([image]);
            expect(await mover.listImages('mattermost-jobserver')).toEqual([image]);

            const back = await mover.agent('rollback', '--yes');
            expect(`${back.exitCode} ${flat(back)}`).toMatch(/^0 .*Rolled back/);
            expect((await installation.read()).spec).toEqual(spec);
            const old = `${cluster.registry.host}/${STANDARD}:11.7.2@${digests.standard}`;
            expect(await mover.listImages()).toEqual([old]);
            expect(await mover.listImages('mattermost-jobserver')).toEqual([old]);
            expect(await mover.findLeft()).toEqual(CLEAN);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'a configuration that the image refuses: the site stays up, the setting is named, and the patch is taken back',
        async () => {
            const {registry} = cluster;
            const refused = {
                MM_IMAGEPROXYSETTINGS_ENABLE: 'true',
                MM_IMAGEPROXYSETTINGS_IMAGEPROXYTYPE: 'atmos/camo',
                MM_IMAGEPROXYSETTINGS_REMOTEIMAGEPROXYOPTIONS: 'short',
            };
            await copyImage(registry, {repository: STANDARD, from: '11.7.2', to: VERSION, env: {COPY: '1'}});
            await copyImage(registry, {repository: FIPS, from: '11.7.2', to: VERSION, env: refused});
            await change({version: VERSION});
            const run = await mover.planAndApply();
            expect(flat(run)).toMatch(
                /update check failed with the target image \(pod mattermost-update-check-\w+\): it refuses the configuration \(model\.config\.is_valid\.image_proxy_type\.app_error\)/,
            );
            expect(run.exitCode).toBe(20);
            expect(await mover.listImages()).toEqual([`${registry.host}/${STANDARD}:${VERSION}`]);
            expect(await mover.findLeft()).toEqual(CLEAN);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'kept by Argo CD: the plan is the line of its manifest, nothing is done, and its owner’s change is verified',
        async () => {
            const image = `${cluster.registry.host}/${FIPS}`;
            await change({version: '11.7.2'});
            const {spec} = await installation.read();
            const tracked = 'argocd.argoproj.io/tracking-id=chat:installation.mattermost.com/Mattermost:forms/mm';
            await mover.kubectl('annotate', 'mattermost', 'mm', tracked);
            const planned = await mover.plan();
            expect(flat(planned)).toContain('Another tool manages this deployment and would undo the change');
            expect(flat(planned)).toContain(`image: ${image}`);
            expect(flat(planned)).not.toMatch(/kubectl [^`]*(patch|edit) mattermost/);
            const applied = await mover.agent('apply', mover.planFile, '--yes');
            expect(applied.stderr).toContain('[plan_is_handover]');
            expect((await installation.read()).spec).toEqual(spec);

            const [after] = await Promise.all([mover.agent('check', '--after', '--wait', '5'), change({image})]);
            expect(flat(after)).toMatch(/The FIPS image is everywhere, and ready, \d+ s after it was first seen\./);
            // The stand-in’s executable declares nothing: its own word is what there is.
            expect(flat(after)).toContain('FIPS build: The server reports the expected build.');
            expect(await mover.listImages()).toEqual([`${image}:11.7.2`]);
        },
        LANE_TIMEOUT_MS,
    );
});
