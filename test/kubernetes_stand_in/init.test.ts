import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseAllDocuments} from 'yaml';
import {runCommand} from '../demo/command_run.ts';
import {makeMattermostPrograms} from '../engine_stand_in/mattermost_programs.ts';
import {packPluginBundle} from '../mattermost/plugin_bundle.ts';
import type {PluginManifest} from '../mattermost/plugin_manifest.ts';
import {startMattermost} from '../mattermost/server.ts';
import type {Mattermost} from '../mattermost/server.ts';
import {EVERYTHING, nameObject, putObject} from './cluster_state.ts';
import type {ClusterObject, ClusterState} from './cluster_state.ts';
import {ADMIN_TOKEN, makeSampleCluster} from './sample_installation.ts';
import {startApiServer} from './server.ts';
import type {ApiServer} from './server.ts';

const PAGE = join(import.meta.dirname, '../../plugin.json');
const TIMEOUT_MS = 60_000;
const PLACE = ['--context', 'stand-in', '--namespace', 'chat'];
const BASE = [
    'configmaps/chat/fips-agent',
    'deployments/chat/fips-agent',
    'networkpolicies/chat/fips-agent',
    'persistentvolumeclaims/chat/fips-agent',
    'rolebindings/chat/fips-agent',
    'roles/chat/fips-agent',
    'secrets/chat/fips-agent-token',
    'serviceaccounts/chat/fips-agent',
];
const SWAP = [
    'rolebindings/chat/fips-agent-swap',
    'roles/chat/fips-agent-swap',
    'validatingadmissionpolicies//fips-agent.chat',
    'validatingadmissionpolicybindings//fips-agent.chat',
];
const REHEARSAL = [
    'rolebindings/chat/fips-agent-rehearsal',
    'roles/chat/fips-agent-rehearsal',
    'validatingadmissionpolicies//fips-agent-rehearsal.chat',
    'validatingadmissionpolicybindings//fips-agent-rehearsal.chat',
];

type Spec = {
    readonly template: {
        readonly spec: {
            readonly securityContext: object;
            readonly containers: readonly {readonly image: string}[];
        };
    };
};

describe('fips-agent init and uninstall on Kubernetes', () => {
    let server: Mattermost;
    let state: ClusterState;
    let api: ApiServer;
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'kubernetes-init-'));
        const manifest = JSON.parse(await readFile(PAGE, 'utf8')) as PluginManifest;
        await writeFile(join(folder, 'page.tar.gz'), packPluginBundle(manifest));
        server = await startMattermost({version: '11.7.2', licence: 'enterprise'});
        const databaseUrl = 'postgres://mmuser:a-password-that-is-long-enough@127.0.0.1:1/mattermost?sslmode=disable';
        state = makeSampleCluster([{namespace: 'chat', name: 'mm', databaseUrl, port: server.port}]);
        state.programs = makeMattermostPrograms(() => server.world);
        api = await startApiServer(state);
        await api.writeKubeconfig(join(folder, 'kubeconfig'), {token: ADMIN_TOKEN});
    });
    afterEach(async () => {
        await api.close();
        await server.close();
        await rm(folder, {recursive: true, force: true});
    });

    /** `who`: the state folder of one admin's machine. */
    const agent = (
        argv: readonly string[],
        {who = 'state', answer, ...env}: Readonly<Record<string, string>> & {readonly answer?: string} = {},
    ) =>
        runCommand(
            [...argv, ...PLACE],
            {
                HOME: folder,
                KUBECONFIG: join(folder, 'kubeconfig'),
                STATE_DIR: join(folder, who),
                RESCUE_DIR: join(folder, 'rescue'),
                ...env,
            },
            answer === undefined ? undefined : () => answer === 'yes',
        );
    const init = (env: Readonly<Record<string, string>> = {}, ...more: readonly string[]) =>
        agent(['init', '--yes', '--bundle', join(folder, 'page.tar.gz'), ...more], env);
    const find = (key: string): ClusterObject | undefined => state.objects.get(key);
    /** What is there of the agent. */
    const installed = () => [...state.objects.keys()].filter((key) => /\/fips-agent[^/]*$/.test(key)).toSorted();
    const notes = () => {
        const data = (find('secrets/chat/fips-agent-token')?.['data'] ?? {}) as Readonly<Record<string, string>>;
        return Object.fromEntries(
            Object.entries(data).map(([name, text]) => [name, Buffer.from(text, 'base64').toString('utf8')]),
        );
    };
    const pinned = () => JSON.stringify([...state.objects].filter(([key]) => installed().includes(key)));
    const manifests = async (who = 'state') => {
        const [name = ''] = await readdir(join(folder, who, 'installed'));
        return readFile(join(folder, who, 'installed', name, 'manifests/kubernetes.yaml'), 'utf8');
    };

    test(
        'init connects the page and applies the agent; a second time it changes nothing',
        async () => {
            const run = await init();
            expect(`${run.exitCode} ${run.stderr}`).toBe('0 ');
            expect(run.stdout).toContain('kubectl --namespace chat logs deployment/fips-agent');
            expect(installed()).toEqual(BASE);
            const {token, 'identity.json': identity} = notes();
            const text = await manifests();
            for (const secret of [token?.trim(), /"secret":"([0-9a-f]+)"/.exec(identity ?? '')?.[1]]) {
                expect(secret).toMatch(/^[0-9a-z]{26,64}$/);
                expect(`${run.stdout}${text}${state.calls.join('\n')}`).not.toContain(secret);
            }
            const bot = [...server.world.state.users].find(({username}) => username === 'fips-agent');
            expect(bot?.roles).toBe('system_user');
            expect(find('configmaps/chat/fips-agent')).toMatchObject({
                data: {MODE: 'read_only', KUBE_RESOURCE: 'mm', BOT_USER_ID: bot?.id},
            });
            expect(find('roles/chat/fips-agent')?.['rules']).toContainEqual({
                apiGroups: [''],
                resources: ['secrets'],
                resourceNames: ['db'],
                verbs: ['get'],
            });
            expect((find('deployments/chat/fips-agent')?.['spec'] as Spec).template.spec).toMatchObject({
                securityContext: {runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532},
                containers: [{image: 'fips-readiness/fips-agent:0.1.0'}],
            });
            expect(parseAllDocuments(text).map((document) => (document.toJS() as ClusterObject)['kind'])).toEqual([
                'ServiceAccount',
                'PersistentVolumeClaim',
                'NetworkPolicy',
                'ConfigMap',
                'Role',
                'RoleBinding',
                'Deployment',
            ]);

            const before = pinned();
            const again = await init();
            expect(again.exitCode).toBe(0);
            expect(again.stdout).toMatch(/Apply to the cluster: .*: already\s+there/s);
            expect(pinned()).toBe(before);
        },
        TIMEOUT_MS,
    );

    test(
        'a token that was revoked is replaced, and the pod starts again with the new one',
        async () => {
            await init();
            const [{token}, before] = [notes(), find('deployments/chat/fips-agent')];
            server.world.state.tokens.splice(0);
            expect((await init()).exitCode).toBe(0);
            expect(notes()['token']).not.toBe(token);
            expect(find('deployments/chat/fips-agent')?.metadata['generation']).toBe(
                Number(before?.metadata['generation']) + 1,
            );
        },
        TIMEOUT_MS,
    );

    test(
        'the mode stays until somebody names another; rights that are no longer given are removed',
        async () => {
            const swap = {MODE: 'swap', IMAGE_PAIRS: '[{"standard":"own/std","fips":"own/fips"}]'};
            expect((await init(swap)).exitCode).toBe(0);
            expect(installed()).toEqual([...BASE, ...SWAP].toSorted());
            expect(JSON.stringify(find('validatingadmissionpolicies//fips-agent.chat'))).toContain(
                "['own/std', 'own/fips'],",
            );
            expect(find('roles/chat/fips-agent-swap')?.['rules']).toMatchObject([
                {resourceNames: ['mm']},
                {verbs: ['create']},
                {resourceNames: ['fips-readiness-mm']},
                {resourceNames: ['mattermost-update-check']},
            ]);
            await init();
            expect(installed()).toEqual([...BASE, ...SWAP].toSorted());
            const back = await init({MODE: 'read_only'});
            expect(back.stdout.replaceAll(/\s+/g, ' ')).toMatch(/Remove from it: .*RoleBinding fips-agent-swap: done/);
            expect(installed()).toEqual(BASE);
        },
        TIMEOUT_MS,
    );

    test(
        'the rehearsal’s rights come with its setting, for a swap alone, and go with it',
        async () => {
            await init({KUBE_REHEARSAL: 'pod'});
            expect(installed()).toEqual(BASE);
            await init({MODE: 'swap'});
            expect(installed()).toEqual([...BASE, ...SWAP, ...REHEARSAL].toSorted());
            expect(find('configmaps/chat/fips-agent')).toMatchObject({data: {KUBE_REHEARSAL: 'pod', MODE: 'swap'}});
            expect(JSON.stringify(find('validatingadmissionpolicies//fips-agent-rehearsal.chat'))).toContain("['db']");
            expect(find('roles/chat/fips-agent-rehearsal')).toMatchObject({
                rules: [{verbs: ['create']}, {verbs: ['delete'], resourceNames: ['fips-readiness-rehearsal-mm']}],
            });
            expect((await init({KUBE_REHEARSAL: 'none'})).exitCode).toBe(0);
            expect(installed()).toEqual([...BASE, ...SWAP].toSorted());
        },
        TIMEOUT_MS,
    );

    test(
        'another admin goes on with the same bot, token and key, and may take all of it out',
        async () => {
            await init();
            const first = notes();
            expect((await init({who: 'other'})).exitCode).toBe(0);
            expect(notes()).toEqual(first);
            const gone = await agent(['uninstall', '--yes'], {who: 'other'});
            expect(`${gone.exitCode} ${gone.stderr}`).toBe('0 ');
            expect(installed()).toEqual(['persistentvolumeclaims/chat/fips-agent']);
            const bot = [...server.world.state.users].find(({username}) => username === 'fips-agent');
            expect(bot?.delete_at).not.toBe(0);
        },
        TIMEOUT_MS,
    );

    test(
        'what the Secret names is not trusted: an account with rights is not taken over as the bot',
        async () => {
            await init();
            const admin = [...server.world.state.users].find(({roles}) => roles.includes('system_admin'));
            const secret = find('secrets/chat/fips-agent-token');
            const record = JSON.parse(notes()['connection.json'] ?? '') as object;
            const forged = JSON.stringify({...record, bot: {id: admin?.id, name: admin?.username}});
            putObject(state, 'secrets', {
                ...(secret as ClusterObject),
                data: {...Object(secret?.['data']), 'connection.json': Buffer.from(forged).toString('base64')},
            });
            await init({who: 'other'});
            expect(find('configmaps/chat/fips-agent')).not.toMatchObject({data: {BOT_USER_ID: admin?.id}});
            expect(admin?.roles).toContain('system_admin');
        },
        TIMEOUT_MS,
    );

    test(
        'a volume that stays keeps its key: only who has that key may install again',
        async () => {
            await init();
            const {'identity.json': identity} = notes();
            await agent(['uninstall', '--yes']);
            const stranger = await init({who: 'other'});
            expect(stranger.stderr).toContain('volume_of_another_key');
            expect(installed()).toEqual(['persistentvolumeclaims/chat/fips-agent']);
            expect((await init()).exitCode).toBe(0);
            expect(notes()['identity.json']).toBe(identity);
            const gone = await agent(['uninstall'], {answer: 'yes'});
            expect(gone.stdout.replaceAll(/\s+/g, ' ')).toContain('key, plans, journals and rescue kits');
            expect(installed()).toEqual([]);
            expect(await readdir(join(folder, 'state/installed'))).toEqual([]);
            expect((await agent(['uninstall', '--yes'])).stdout).toContain('Nothing to remove');
        },
        TIMEOUT_MS,
    );

    test(
        'names that are taken are never adopted, and nothing is changed',
        async () => {
            putObject(state, 'roles', {metadata: {name: 'fips-agent', namespace: 'chat', uid: 'a-uid'}});
            const run = await init();
            expect(run.stderr).toContain('name_taken');
            expect(run.stderr).toContain('Role fips-agent');
            expect(installed()).toEqual(['roles/chat/fips-agent']);
            expect([...server.world.state.users].map(({username}) => username)).not.toContain('fips-agent');
        },
        TIMEOUT_MS,
    );

    test(
        'who may not make the policy is told so before the first change',
        async () => {
            state.users.set(ADMIN_TOKEN, {name: 'maria', rules: [{...EVERYTHING, namespace: 'chat'}]});
            const run = await init({MODE: 'swap'});
            expect(run.stderr).toContain('install_refused');
            expect(run.stderr).toContain('ValidatingAdmissionPolicy fips-agent.chat');
            expect(run.stderr).toContain('validatingadmissionpolicies');
            expect(installed()).toEqual([]);
            expect([...server.world.state.users].map(({username}) => username)).not.toContain('fips-agent');
        },
        TIMEOUT_MS,
    );

    test(
        'without pods/exec it says which right is missing, and names the page’s own Connect',
        async () => {
            state.users.set(ADMIN_TOKEN, {
                name: 'maria',
                rules: [
                    {verbs: ['get', 'list'], group: '*', resources: ['pods', 'mattermosts', 'secrets']},
                    ...NO_EXEC,
                ],
            });
            const run = await init();
            expect(run.stderr).toContain('no_way_inside');
            expect(run.stderr.replaceAll(/\s+/g, ' ')).toMatch(/pods\/exec.*Connect/);
            expect(run.exitCode).toBe(77);
            expect(installed()).toEqual([]);
        },
        TIMEOUT_MS,
    );

    test(
        'stopped in the middle it says what is there, and a second run goes on from there',
        async () => {
            state.admit = (object, isDryRun) => (object['kind'] === 'Deployment' && !isDryRun ? 'not now' : undefined);
            const run = await init();
            expect(run.stderr).toContain('install_stopped');
            expect(run.stderr.replaceAll(/\s+/g, ' ')).toContain('Not applied: Deployment fips-agent');
            delete state.admit;
            const {token} = notes();
            expect((await init()).exitCode).toBe(0);
            expect(installed()).toEqual(BASE);
            expect(notes()['token']).toBe(token);
        },
        TIMEOUT_MS,
    );

    test.each([['init'], ['uninstall']])(
        '%s is refused while a run goes on',
        async (command) => {
            await init();
            const before = pinned();
            putObject(state, 'leases', {
                metadata: {name: 'fips-readiness-mm', namespace: 'chat', uid: 'uid-of-the-lease'},
                spec: {holderIdentity: 'c'.repeat(32)},
            });
            const run = await agent([command, '--yes']);
            expect(run.stderr).toContain('run_elsewhere');
            expect(pinned()).toBe(before);
        },
        TIMEOUT_MS,
    );

    test(
        'where the namespace has users of its own, as on OpenShift, the pod names none; what others add to an object stays',
        async () => {
            const annotations = {'openshift.io/sa.scc.uid-range': '1000660000/10000'};
            putObject(state, 'namespaces', {metadata: {name: 'chat', uid: 'uid-of-chat', annotations}});
            await init();
            const key = nameObject('deployments', 'chat', 'fips-agent');
            const deployment = find(key);
            const {template} = deployment?.['spec'] as Spec;
            expect(template.spec.securityContext).not.toHaveProperty('runAsUser');
            const pulls = {imagePullSecrets: [{name: 'own'}]};
            putObject(state, 'deployments', {
                ...(deployment as ClusterObject),
                spec: {...Object(deployment?.['spec']), template: {...template, spec: {...template.spec, ...pulls}}},
            });
            await init({}, '--image', 'registry.example.com/agent:1');
            expect((find(key)?.['spec'] as Spec).template.spec).toMatchObject({
                ...pulls,
                containers: [{image: 'registry.example.com/agent:1'}],
            });
            // Nobody names it again, and it is not this project's own name: it stays.
            await init();
            expect((find(key)?.['spec'] as Spec).template.spec.containers[0]?.image).toBe(
                'registry.example.com/agent:1',
            );
        },
        TIMEOUT_MS,
    );
});

/** A namespace's admin whom nobody lets into pods. */
const NO_EXEC = ['', 'apps', 'networking.k8s.io', 'rbac.authorization.k8s.io'].map((group) => ({
    verbs: ['get', 'list', 'create', 'patch', 'delete'],
    group,
    resources: ['serviceaccounts', 'configmaps', 'secrets', 'roles', 'rolebindings', 'deployments'],
}));
