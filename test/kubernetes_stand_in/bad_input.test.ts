import {chmod, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {readReport} from '@fips-readiness/core';
import {runAgent} from '../agent/run_agent.ts';
import {openClusterDesk} from './cluster_desk.ts';
import type {ClusterDesk} from './cluster_desk.ts';
import {nameObject, putObject} from './cluster_state.ts';
import {edit} from './crash_faults.ts';
import {FIPS_IMAGE, STANDARD_IMAGE} from './played_cluster.ts';
import {ADMIN_TOKEN} from './sample_installation.ts';

const TIMEOUT_MS = 120_000;
const STANDARD = STANDARD_IMAGE.split(':')[0];
const FIPS = FIPS_IMAGE.split(':')[0];

/** What a cluster or its people may hand to the agent, and what the agent makes of it. */
describe('fips-agent on a cluster with bad input', () => {
    let desk: ClusterDesk;
    beforeEach(async () => {
        desk = await openClusterDesk();
    }, TIMEOUT_MS);
    afterEach(() => desk.close(), TIMEOUT_MS);

    const setSpec = (spec: object) => {
        const resource = desk.cluster.resource();
        putObject(desk.cluster.state, 'mattermosts', {...resource, spec: {...resource.spec, ...spec}});
    };
    const readPlan = async () => {
        const {said} = await desk.run(['plan', '--format', 'json']);
        return (JSON.parse(said) as {readonly plan: Readonly<Record<string, unknown>>}).plan;
    };

    test(
        'a resource that is not of its type any more: the API server’s refusal of the trial is told, and nothing is changed',
        async () => {
            // Written before the definition had types.
            setSpec({jobServer: 'yes'});
            const {exitCode, said} = await desk.run(['plan']);
            expect(said.replaceAll(/\s+/g, ' ')).toContain(
                'The Kubernetes API refuses this patch: a policy of the cluster forbids it, or the resource is not valid with it.',
            );
            expect(exitCode).toBe(10);
            expect(await readPlan()).toMatchObject({mode: 'handover', handover: 'patch_refused'});
            expect(desk.cluster.resource().spec['image']).toBe(STANDARD);
        },
        TIMEOUT_MS,
    );

    test(
        'a Secret that Zalando’s operator made, with no owner reference: the password is changed by hand, and nothing is changed here',
        async () => {
            const labels = {application: 'spilo', 'cluster-name': 'chat-db'};
            const key = nameObject('secrets', 'chat', 'db');
            const secret = () => desk.cluster.state.objects.get(key);
            const before = secret();
            expect(await readPlan()).toMatchObject({rotation: {secret: {name: 'db'}}, handover: null});
            putObject(desk.cluster.state, 'secrets', {...before, metadata: {name: 'db', namespace: 'chat', labels}});
            const plan = await readPlan();
            expect(plan).toMatchObject({mode: 'handover', handover: 'secret_owned', rotation: null});
            expect(secret()).toMatchObject({data: before?.['data']});
        },
        TIMEOUT_MS,
    );

    test(
        'a resource whose own patch names the image: a person is told which line to change, and nothing is changed',
        async () => {
            const {said: before} = await desk.run(['plan']);
            expect(before).not.toContain('resourcePatch');
            const patch = [{op: 'replace', path: '/spec/template/spec/containers/0/image', value: STANDARD_IMAGE}];
            setSpec({resourcePatch: {deployment: {patch: JSON.stringify(patch)}}});
            const spec = desk.cluster.resource().spec;
            const file = join(desk.folder, 'move.plan');
            const {said} = await desk.run(['plan', '--out', file]);
            const text = said.replaceAll(/\s+/g, ' ');
            expect(text).toContain(
                'The resource patches its own Deployment (spec.resourcePatch) and sets the image there',
            );
            expect(text).toContain(`kubectl -n chat edit mattermost mm`);
            expect(text).toContain(`image: ${FIPS_IMAGE}`);
            expect(await readPlan()).toMatchObject({mode: 'handover', handover: 'image_patched'});
            const {exitCode} = await desk.run(['apply', file, '--yes']);
            expect(exitCode).not.toBe(0);
            expect(desk.cluster.resource().spec).toEqual(spec);
            expect(desk.readSides()).toEqual({resource: 'old', secret: 'old', database: 'old', pods: 'old'});
            expect(desk.findLeft()).toEqual([]);
        },
        TIMEOUT_MS,
    );

    test(
        'a patch of the image that the operator leaves out pins nothing: the agent changes the resource',
        async () => {
            const image = {op: 'replace', path: '/spec/template/spec/containers/0/image', value: STANDARD_IMAGE};
            const patch = [image, {op: 'remove', path: '/spec/template/spec/tolerations/7'}];
            edit(desk, {resourcePatch: {deployment: {patch: JSON.stringify(patch)}}});
            while (!JSON.stringify(desk.cluster.resource().status).includes('failed to apply')) {
                await delay(100);
            }
            const {exitCode} = await desk.run(['apply', await desk.plan(), '--yes']);
            expect(exitCode).toBe(0);
            expect(desk.readSides()).toMatchObject({resource: 'new', pods: 'new'});
        },
        TIMEOUT_MS,
    );

    describe('a program for the login', () => {
        /** A kubeconfig whose user logs in with a shell script. */
        async function useProgram(script: string): Promise<void> {
            const program = join(desk.folder, 'login.sh');
            await writeFile(program, `#!/bin/sh\n${script}\n`);
            await chmod(program, 0o755);
            const kubeconfig = JSON.parse(await readFile(join(desk.folder, 'kubeconfig'), 'utf8')) as object;
            const exec = {apiVersion: 'client.authentication.k8s.io/v1', command: program, interactiveMode: 'Never'};
            const users = [{name: 'maria', user: {exec}}];
            await writeFile(join(desk.folder, 'kubeconfig'), JSON.stringify({...kubeconfig, users}));
        }
        const credential = (token: string) =>
            JSON.stringify({
                apiVersion: 'client.authentication.k8s.io/v1',
                kind: 'ExecCredential',
                status: {token},
            });
        const check = (more: Readonly<Record<string, string>> = {}) =>
            runAgent(['check', '--format', 'json'], {...desk.env, ...more});

        test(
            'its token is used; once it is refused the program is asked again',
            async () => {
                const counter = join(desk.folder, 'asked');
                await useProgram(
                    `echo x >> ${counter}; if [ $(wc -l < ${counter}) = 1 ]; then echo '${credential('old-token')}'; else echo '${credential(ADMIN_TOKEN)}'; fi`,
                );
                const {stdout, stderr} = await check();
                expect(readReport(JSON.parse(stdout) as unknown)?.verdict.code).toBe('not_ready');
                expect(await readFile(counter, 'utf8')).toBe('x\nx\n');
                expect(stdout + stderr).not.toMatch(/old-token|token-of/);
            },
            TIMEOUT_MS,
        );

        test.each([
            ['fails', 'echo secret-of-theirs >&2; exit 1'],
            ['says something else', 'echo secret-of-theirs'],
            ['is not there', undefined],
        ])(
            'one that %s -> cluster_login_refused, and its words are not quoted',
            async (_name, script) => {
                await useProgram(script ?? '');
                if (script === undefined) {
                    const file = join(desk.folder, 'kubeconfig');
                    await writeFile(file, (await readFile(file, 'utf8')).replace('login.sh', 'nowhere.sh'));
                }
                const {exitCode, stderr} = await check();
                expect([exitCode, stderr]).toEqual([77, expect.stringContaining('[cluster_login_refused]')]);
                expect(stderr).not.toContain('secret-of-theirs');
            },
            TIMEOUT_MS,
        );

        test.each([
            ['hangs', 'exec sleep 600'],
            ['waits for another one that hangs', 'sleep 30'],
        ])(
            'one that %s is given up, and does not keep the agent',
            async (_name, script) => {
                const pidFile = join(desk.folder, 'pid');
                await useProgram(`echo $$ > ${pidFile}; ${script}`);
                const {exitCode, stderr} = await check({ENGINE_SECONDS: '5'});
                expect([exitCode, stderr]).toEqual([69, expect.stringContaining('[cluster_unreachable]')]);
                const pid = Number(await readFile(pidFile, 'utf8'));
                expect(() => process.kill(pid, 0)).toThrow('ESRCH');
            },
            TIMEOUT_MS,
        );
    });

    test(
        'nodes of another architecture alone: named, with the architecture, and in the way',
        async () => {
            putObject(desk.cluster.state, 'nodes', {
                metadata: {name: 'node-1'},
                status: {nodeInfo: {architecture: 'arm64'}, images: []},
            });
            const {said} = await desk.run(['check', '--format', 'json']);
            const report = readReport(JSON.parse(said) as unknown);
            expect(report?.results.find(({check}) => check === 'architecture')).toMatchObject({
                state: 'fail',
                reason: 'other',
                blocker: true,
                data: {architecture: 'arm64'},
            });
        },
        TIMEOUT_MS,
    );

    test(
        'spec.image with a tag, which the operator puts another one behind: the patch names the repository alone, and all pods move',
        async () => {
            setSpec({image: STANDARD_IMAGE});
            const {exitCode, said} = await desk.run(['apply', await desk.plan(), '--yes']);
            expect(`${exitCode} ${said}`).toMatch(/^0 /);
            expect(desk.cluster.resource().spec).toMatchObject({image: FIPS, version: '11.7.2'});
            expect([desk.readSides().pods, desk.findLeft()]).toEqual(['new', []]);
        },
        TIMEOUT_MS,
    );

    test(
        'spec.image with a digest: the patch names the repository alone, never the other image’s digest',
        async () => {
            setSpec({image: `${STANDARD}@sha256:${'a'.repeat(64)}`});
            expect(await readPlan()).toMatchObject({
                mode: 'apply',
                change: {
                    operations: expect.arrayContaining([
                        {op: 'replace', path: '/spec/image', value: FIPS},
                        {op: 'test', path: '/spec/version', value: '11.7.2'},
                    ]) as object[],
                },
            });
        },
        TIMEOUT_MS,
    );

    test.each([
        ['a key that is missing', {OTHER_KEY: 'eA=='}],
        ['bytes that are no UTF-8', {DB_CONNECTION_STRING: '//5B'}],
    ])(
        'a Secret with %s: nobody plans over a password that was not seen',
        async (_name, data) => {
            putObject(desk.cluster.state, 'secrets', {metadata: {name: 'db', namespace: 'chat'}, data});
            const file = join(desk.folder, 'move.plan');
            await desk.run(['plan', '--out', file]);
            const {exitCode, said} = await desk.run(['apply', file, '--yes']);
            expect(`${exitCode} ${said}`).toContain('database_password_length');
            expect(desk.cluster.state.objects.get(nameObject('secrets', 'chat', 'db'))?.['data']).toEqual(data);
            expect(desk.cluster.resource().spec['image']).toBe(STANDARD);
            expect(desk.findLeft()).toEqual([]);
        },
        TIMEOUT_MS,
    );
});

/** Believed after half a minute only, so all wait at once. */
describe('fips-agent apply where pods of the new image do not come', () => {
    type Obstacle = readonly [
        name: string,
        settings: Readonly<Record<string, string>>,
        prepare: (desk: ClusterDesk) => void,
        said: string,
    ];
    const OBSTACLES: readonly Obstacle[] = [
        [
            'a quota that forbids one more pod',
            {},
            ({cluster}) => void (cluster.node.refusesPods = true),
            'a quota or a policy of the cluster refuses new pods (kubectl get events shows which)',
        ],
        [
            'a registry without the tag',
            {},
            ({cluster}) => void cluster.node.images.delete(FIPS_IMAGE),
            'a node cannot pull the target image (pod mattermost-update-check-',
        ],
        [
            'an operator that is scaled to zero or crashes all the time',
            {READY_SECONDS: '5'},
            ({cluster}) => void cluster.operator.pause(),
            'Mattermost was not ready within 5 s',
        ],
    ];
    const ends = new Map<string, Promise<object>>();
    beforeAll(() => {
        for (const [name, settings, prepare] of OBSTACLES) {
            ends.set(name, meet(settings, prepare));
        }
    });
    afterAll(() => Promise.allSettled(ends.values()), TIMEOUT_MS);

    async function meet(settings: Obstacle[1], prepare: Obstacle[2]): Promise<object> {
        const desk = await openClusterDesk({}, settings);
        try {
            const file = await desk.plan();
            prepare(desk);
            const {exitCode, said} = await desk.run(['apply', file, '--yes']);
            return {exitCode, said, sides: desk.readSides(), left: desk.findLeft()};
        } finally {
            await desk.close();
        }
    }

    test.each(OBSTACLES)(
        '%s: named, and everything is restored',
        async (name, _settings, _prepare, said) => {
            expect(await ends.get(name)).toEqual({
                exitCode: 20,
                said: expect.stringContaining(said) as string,
                sides: {resource: 'old', secret: 'old', database: 'old', pods: 'old'},
                left: [],
            });
        },
        TIMEOUT_MS,
    );
});
