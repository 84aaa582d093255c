import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from '@fips-readiness/core';
import {runCommand} from '../demo/command_run.ts';
import {makeMattermostPrograms} from '../engine_stand_in/mattermost_programs.ts';
import {startMattermost} from '../mattermost/server.ts';
import type {Mattermost} from '../mattermost/server.ts';
import {putObject} from './cluster_state.ts';
import type {ClusterState} from './cluster_state.ts';
import {addInstallation, ADMIN_TOKEN, GROUP, makeSampleCluster} from './sample_installation.ts';
import {startApiServer} from './server.ts';
import type {ApiServer} from './server.ts';

type Listed = {
    readonly namespace: string;
    readonly name: string;
    readonly verdict: string;
    readonly report: unknown;
    readonly problem?: string;
};

const TIMEOUT_MS = 120_000;
const PASSWORD = 'hunter2';
const PARTIAL_TOKEN = 'token-of-a-partial-reader';
const FIPS_REPOSITORY = 'mattermost/mattermost-enterprise-fips-edition';

/** The agent over the stand-in's API server, on a machine without Docker. */
describe('fips-agent check --all-namespaces', () => {
    let server: Mattermost;
    let fips: Mattermost;
    let state: ClusterState;
    let api: ApiServer;
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'kubernetes-check-all-'));
        server = await startMattermost({version: '11.7.2', licence: 'enterprise'});
        fips = await startMattermost({version: '11.7.2', licence: 'enterprise', variant: 'fips'});
        state = makeSampleCluster([]);
        state.programs = makeMattermostPrograms(() => server.world);
        api = await startApiServer(state);
        await logIn(ADMIN_TOKEN);
    });
    afterEach(async () => {
        await api.close();
        await server.close();
        await fips.close();
        await rm(folder, {recursive: true, force: true});
    });

    const kubeconfig = () => join(folder, 'kubeconfig');
    const logIn = (token: string) => api.writeKubeconfig(kubeconfig(), {token});
    const run = async (argv: readonly string[] = [], env: Readonly<Record<string, string>> = {}) => {
        const ran = await runCommand(
            ['check', '--context', 'stand-in', '--all-namespaces', ...argv],
            {HOME: folder, STATE_DIR: join(folder, 'state'), KUBECONFIG: kubeconfig(), ...env},
            undefined,
        );
        for (const secret of [PASSWORD, ADMIN_TOKEN, PARTIAL_TOKEN]) {
            expect(ran.stdout + ran.stderr).not.toContain(secret);
        }
        return ran;
    };
    const add = (namespace: string, more: {readonly image?: string; readonly pods?: number} = {}) =>
        addInstallation(state, {
            namespace,
            name: 'mm',
            databaseUrl: `postgres://mmuser:${PASSWORD}@127.0.0.1:1/mattermost?sslmode=disable`,
            port: more.image === undefined ? server.port : fips.port,
            ...more,
        });
    /** One with a blocker, one without a pod, one that runs FIPS. */
    const addThree = () => {
        add('chat');
        add('empty', {pods: 0});
        add('moved', {image: FIPS_REPOSITORY});
    };
    const readLines = (text: string) => text.trimEnd().split('\n');

    test(
        'no resource: nothing is claimed of what was not seen',
        async () => {
            const {stdout, exitCode} = await run();
            expect(readLines(stdout)).toEqual([
                expect.stringMatching(/^NAMESPACE +NAME +VERSION +VARIANT +VERDICT +BLOCKERS$/),
                'No deployment was found in the cluster, so nothing was checked.',
            ]);
            expect(exitCode).toBe(11);
            expect(JSON.parse((await run(['--format', 'json'])).stdout)).toEqual([]);
        },
        TIMEOUT_MS,
    );

    test(
        'one resource: its line, the sentence and the code of its check',
        async () => {
            add('chat');
            const {stdout, stderr, exitCode} = await run();
            const [, line, sentence] = readLines(stdout);
            expect(line).toMatch(/^chat +mm +11\.7\.2 +standard +\d+ blockers? +.*Database password length; /);
            expect(sentence).toBe('1 deployment checked: 0 ready, 0 with nothing to do, 1 with blockers, 0 unknown.');
            expect([exitCode, stderr]).toEqual([10, '']);
        },
        TIMEOUT_MS,
    );

    test(
        'several: each state is a line of its own, and one without pods does not end the others',
        async () => {
            addThree();
            const {stdout, exitCode} = await run();
            const lines = readLines(stdout);
            expect(lines.slice(1)).toEqual([
                expect.stringMatching(/^chat +mm +11\.7\.2 +standard +\d+ blockers?/),
                expect.stringMatching(/^empty +mm +\? +\? +cannot tell +none of its pods is there$/),
                expect.stringMatching(/^moved +mm +11\.7\.2 +fips +nothing to do$/),
                '3 deployments checked: 0 ready, 1 with nothing to do, 1 with blockers, 1 unknown.',
            ]);
            expect(exitCode).toBe(10);
            state.objects.delete('mattermosts/chat/mm');
            expect((await run()).exitCode).toBe(11);
            state.objects.delete('mattermosts/empty/mm');
            expect((await run()).exitCode).toBe(0);
            expect((await run(['--back'])).stdout).toMatch(/\nmoved +mm +11\.7\.2 +fips +ready\n/);
        },
        TIMEOUT_MS,
    );

    test(
        'JSON: an array with each whole report, and the sentence on standard error',
        async () => {
            addThree();
            const {stdout, stderr} = await run(['--format', 'json']);
            const listed = JSON.parse(stdout) as readonly Listed[];
            expect(listed.map(({namespace, name, verdict}) => [namespace, name, verdict])).toEqual([
                ['chat', 'mm', 'not_ready'],
                ['empty', 'mm', 'cannot_tell'],
                ['moved', 'mm', 'already_there'],
            ]);
            expect(listed.map(({report}) => readReport(report)?.verdict.code)).toEqual([
                'not_ready',
                undefined,
                'already_there',
            ]);
            expect(listed[1]).toEqual({
                namespace: 'empty',
                name: 'mm',
                verdict: 'cannot_tell',
                report: null,
                problem: 'none of its pods is there',
            });
            expect(stderr).toMatch(/^3 deployments checked: .*\n$/);
        },
        TIMEOUT_MS,
    );

    test(
        'CSV: a row for each, and no cell begins like a formula',
        async () => {
            add('chat');
            putObject(state, 'mattermosts', {
                metadata: {name: '=cmd|x', namespace: '-chat'},
                spec: {image: '', version: ''},
            });
            const {stdout, stderr} = await run(['--format', 'csv']);
            const rows = stdout.split('\r\n');
            expect(rows[0]).toBe('"namespace","name","version","variant","verdict","blockers","unknown","problem"');
            expect(rows[1]).toMatch(/^"chat","mm","11\.7\.2","standard","\d+ blockers?","[^"]+","",""$/);
            expect(rows[2]).toMatch(/^"'-chat","'=cmd\|x","","","cannot tell","","","none of its pods/);
            expect(rows).toHaveLength(4);
            expect(stderr).toMatch(/^2 deployments checked/);
        },
        TIMEOUT_MS,
    );

    test(
        'no right in one namespace, and a resource that cannot be read: lines with the reason',
        async () => {
            add('chat');
            add('closed');
            putObject(state, 'mattermosts', {metadata: {name: 'mm', namespace: 'strange'}, spec: 7});
            state.users.set(PARTIAL_TOKEN, {
                name: 'rudi',
                rules: [
                    {verbs: ['list'], group: GROUP, resources: ['mattermosts']},
                    {verbs: ['*'], group: '*', resources: ['*'], namespace: 'chat'},
                ],
            });
            await logIn(PARTIAL_TOKEN);
            const {stdout, exitCode} = await run();
            expect(readLines(stdout).slice(1, 4)).toEqual([
                expect.stringMatching(/^chat +mm +11\.7\.2 +standard +\d+ blockers?/),
                expect.stringMatching(
                    /^closed +mm +\? +\? +cannot tell +No right to list pods in the namespace closed \[cluster_forbidden\]$/,
                ),
                expect.stringMatching(/^strange +mm +\? +\? +cannot tell +this agent cannot read the Mattermost/),
            ]);
            expect(exitCode).toBe(10);
        },
        TIMEOUT_MS,
    );

    test(
        'no right to list: the error says what is missing',
        async () => {
            add('chat');
            state.users.set(PARTIAL_TOKEN, {name: 'rudi', rules: []});
            await logIn(PARTIAL_TOKEN);
            const {stderr, exitCode} = await run();
            expect(stderr).toContain('No right to list mattermosts in the whole cluster');
            expect(exitCode).toBe(77);
        },
        TIMEOUT_MS,
    );

    test(
        'what the settings say of one deployment is not said of every one',
        async () => {
            add('chat');
            add('other');
            const risk = {check: 'database_password_length', reason: 'too_short', why: 'it is short', by: 'maria'};
            const {stdout} = await run(['--format', 'json'], {
                KUBE_NAMESPACE: 'chat',
                KUBE_RESOURCE: 'mm',
                MATTERMOST_URL: 'http://127.0.0.1:1',
                SITE_URL: 'https://chat.example.com',
                BACKUP_ATTESTED: JSON.stringify({
                    takenAt: new Date().toISOString(),
                    by: 'maria',
                    reference: 'snapshot-of-chat',
                }),
                ACCEPTED_RISKS: JSON.stringify([{...risk, at: '2026-11-23T12:00:00Z', serverVersion: '11.7.2'}]),
            });
            const listed = JSON.parse(stdout) as readonly Listed[];
            expect(listed.map(({namespace}) => namespace)).toEqual(['chat', 'other']);
            for (const {report} of listed) {
                expect(report).toMatchObject({deployment: {serverVersion: '11.7.2'}, verdict: {counts: {accepted: 0}}});
            }
            expect(stdout).not.toMatch(/chat\.example\.com|snapshot-of-chat/);
        },
        TIMEOUT_MS,
    );

    test.each([
        ['--namespace', ['--namespace', 'chat'], 64, /'-A, --all-namespaces' cannot be used with option '--namespace/],
        ['--name', ['--name', 'mm'], 64, /'-A, --all-namespaces' cannot be used with option '--name/],
        ['--after', ['--after'], 64, /'-A, --all-namespaces' cannot be used with option '--after/],
        ['another format', ['--format', 'markdown'], 64, /--all-namespaces is printed as table, json or csv/],
    ])('together with %s -> a clear error', async (_name, argv, code, words) => {
        const {exitCode, stderr} = await run(argv);
        expect([exitCode, stderr]).toEqual([code, expect.stringMatching(words)]);
    });

    test('a platform without such a list -> not_offered', async () => {
        const {exitCode, stderr} = await runCommand(
            ['check', '-A', '--container', 'mattermost'],
            {HOME: folder, DOCKER_HOST: `unix://${folder}/no-docker.sock`},
            undefined,
        );
        expect(stderr.replace(/\s+/g, ' ')).toContain('does not have a list of all deployments');
        expect([exitCode, stderr]).toEqual([78, expect.stringContaining('[not_offered]')]);
    });

    test(
        '300 resources: page by page, over a list that expires, and the same few calls for each',
        async () => {
            const names = Array.from({length: 300}, (_none, index) => `site-${String(index).padStart(3, '0')}`);
            names.forEach((name) => add(name));
            state.expiresNextPage = true;
            const {stdout, exitCode} = await run();
            const lines = readLines(stdout);
            expect(lines.slice(1, -1).map((line) => line.split(' ')[0])).toEqual(names);
            expect(lines.at(-1)).toMatch(/^300 deployments checked: .* 300 with blockers/);
            expect(exitCode).toBe(10);
            const calls = (pattern: RegExp) => state.calls.filter((call) => pattern.test(call)).length;
            expect(calls(/\/mattermosts\?.* 200$/)).toBe(3);
            expect(calls(/\/mattermosts\?.* 410$/)).toBe(1);
            expect(calls(/\/namespaces\/kube-system /)).toBe(1);
            // Pods, Secret, Deployments, quotas, Ingresses, budgets, update check and four commands in the pod; who it is that asks, twice; the node.
            expect(new Set(names.map((name) => calls(new RegExp(`/${name}/(?!.*/portforward)`))))).toEqual(
                new Set([11]),
            );
            expect(calls(/selfsubjectaccessreviews/)).toBe(600);
            expect(calls(/\/nodes\/node-1 /)).toBe(300);
            expect(calls(/\/portforward\?/)).toBeLessThanOrEqual(600);
        },
        TIMEOUT_MS,
    );
});
