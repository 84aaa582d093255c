import {PLUGIN, READY, makeSampleFacts} from '../../../test/samples/facts.ts';
import {speakEnglish as speak} from '../../../test/samples/speak_english.ts';
import type {Changes} from '../../../test/samples/facts.ts';
import {NASTY} from '../../../test/samples/nasty.ts';
import {RUNBOOK_WORDS} from '../words/runbook.ts';
import {describeStep} from './describe_step.ts';
import {makeRunbook} from './runbook.ts';

const {deployment, running_image: image, fips_image: fips} = READY;
const policy = {password_policy: {minimumLength: 8, setByEnvironment: false}};
const short: Changes = {database_credentials: [{name: 'data_source', from: 'environment', length: 'short'}]};
const plugins: Changes = {
    plugins: [
        {...PLUGIN, id: 'com.mattermost.calls', name: 'Calls', stored: false, prepackaged: true},
        {...PLUGIN, id: 'focalboard', name: 'Boards', hasServerCode: true, storedMode: 'non_fips'},
    ],
};
const docker: Changes = {deployment: {...deployment, kind: 'docker', container: 'chat'}};
const kubernetes: Changes = {deployment: {...deployment, kind: 'kubernetes', name: 'mm', namespace: 'chat'}};
const inCluster = (more: Partial<typeof deployment>): Changes => ({
    deployment: {...deployment, kind: 'kubernetes', name: 'chat', namespace: 'team', container: 'server', ...more},
});
const plain = inCluster({resource: 'deployment'});
const release = inCluster({
    resource: 'deployment',
    release: 'prod',
    chart: 'mattermost-enterprise-edition',
    chartVersion: '2.6.70',
});
const EVERYTHING: Changes = {...policy, ...short, ...plugins, cluster: {enabled: true, nodes: 2, versions: []}};

function codesOf(changes: Changes): readonly string[] {
    return makeRunbook(makeSampleFacts(changes)).map(({code}) => code);
}

test('the safe order: back up, pull while the site is up, then password, edit and recreate in one go', () => {
    expect(codesOf(EVERYTHING)).toEqual([
        'back_up',
        'raise_minimum_length',
        'keep_plugins',
        'pull',
        'remove_stored_copies',
        'rotate_database_password',
        'edit_file',
        'prove_files',
        'recreate',
        'verify',
        'read_log',
        'try_out',
        'each_host',
        'roll_back',
    ]);
});

test('what is in order already is left out; what is not known is asked for', () => {
    expect(codesOf({})).not.toContain('rotate_database_password');
    expect(codesOf({})).not.toContain('raise_minimum_length');
    const unknown = makeRunbook(makeSampleFacts({database_credentials: null, password_policy: null}));
    expect(unknown.filter(({data}) => data.known === false).map(({code}) => code)).toEqual([
        'raise_minimum_length',
        'rotate_database_password',
    ]);
});

test('Compose: the real project, service, files and image; recreated with its dependencies', () => {
    const steps = makeRunbook(makeSampleFacts());
    const lines = steps.flatMap(({commands}) => commands);
    const compose =
        'docker compose -p mattermost --project-directory /srv/mattermost -f /srv/mattermost/docker-compose.yml -f /srv/mattermost/docker-compose.without-nginx.yml';
    expect(lines).toContain(`${compose} up -d --force-recreate mattermost`);
    expect(lines).toContain('docker pull mattermost/mattermost-enterprise-fips-edition:11.7.2');
    expect(lines).toContain(`${compose} config --images`);
    expect(lines.filter((line) => line.includes('--no-deps') || /compose .* stop/.test(line))).toEqual([]);
    expect(steps.find(({code}) => code === 'edit_file')?.edit).toEqual({
        file: '/srv/mattermost/.env',
        line: 59,
        variable: 'MATTERMOST_IMAGE',
        from: 'mattermost-enterprise-edition',
        to: 'mattermost-enterprise-fips-edition',
    });
    expect(steps.find(({code}) => code === 'roll_back')?.edit).toMatchObject({
        from: 'mattermost-enterprise-fips-edition',
        to: 'mattermost-enterprise-edition',
    });
});

test('files that name another image are set right before anything is started', () => {
    const other = {services: ['mattermost'], image: {running: 'mm:11.7.2', wanted: 'mm:11.6.0'}};
    const [first] = makeRunbook(makeSampleFacts({compose_drift: other}));
    expect(first).toMatchObject({code: 'name_running_image', data: other.image});
    expect(makeRunbook(makeSampleFacts({}))[0]).toMatchObject({code: 'back_up'});
});

test('a name from the process environment is written into .env', () => {
    const source = {
        ...READY.image_source,
        kind: 'process_environment',
        file: 'docker-compose.yml',
        variable: 'IMG',
    } as const;
    const edit = makeRunbook(makeSampleFacts({image_source: source})).find(({code}) => code === 'edit_file')?.edit;
    expect(edit).toMatchObject({file: '/srv/mattermost/.env', variable: 'IMG'});
});

test.each([
    ['a release stays', {}, 'mattermost/mattermost-enterprise-fips-edition:11.7.2'],
    [
        'a floating tag becomes the running release',
        {
            running_image: {...image, pin: 'floating'},
            fips_image: {...fips, reference: 'mattermost/mattermost-enterprise-fips-edition:latest'},
        },
        'mattermost/mattermost-enterprise-fips-edition:11.7.2',
    ],
    [
        'a pair of other names',
        {
            running_image: {...image, reference: 'hub.example/mm:11.7.2'},
            fips_image: {...fips, reference: 'hub.example/mm-fips:11.7.2'},
        },
        'hub.example/mm-fips:11.7.2',
    ],
    [
        'a release nobody knows',
        {
            running_image: {missing: 'no_agent'},
            fips_image: null,
            server: {version: '$(id)', enterpriseReady: true, fips: null},
        },
        'mattermost/mattermost-enterprise-fips-edition:<release>',
    ],
] as const)('the image to pull: %s', (_name, changes, wanted) => {
    const [line] = makeRunbook(makeSampleFacts(changes)).find(({code}) => code === 'pull')?.commands ?? [];
    expect(line).toBe(`docker pull ${wanted}`);
});

test('a pair in another repository changes the whole name', () => {
    const steps = makeRunbook(
        makeSampleFacts({
            running_image: {...image, reference: 'registry1.dso.mil/ironbank/mattermost:11.7.2'},
            fips_image: {...fips, reference: 'cgr.dev/example/mattermost-fips:11.7.2'},
        }),
    );
    expect(steps.find(({code}) => code === 'edit_file')?.edit).toMatchObject({
        from: 'registry1.dso.mil/ironbank/mattermost',
        to: 'cgr.dev/example/mattermost-fips',
    });
});

test('Docker: the old container is renamed and kept, its volumes too, and comes back by a rename', () => {
    const steps = makeRunbook(makeSampleFacts(docker));
    const replace = steps.find(({code}) => code === 'replace_container')?.commands.join('\n');
    expect(replace).toMatch(
        /^docker stop chat\n.*\ndocker rename chat chat-before-move\ndocker run -d --name chat --volumes-from chat-before-move /,
    );
    expect(steps.at(-1)?.commands.slice(0, 2)).toEqual(['docker rm -f chat', 'docker rename chat-before-move chat']);
    expect(makeRunbook(makeSampleFacts({deployment: {...deployment, kind: 'podman'}}))[2]?.commands[0]).toMatch(
        /^podman /,
    );
});

test('Kubernetes: the resource is patched, never the pods, and the way back clears the job', () => {
    const lines = makeRunbook(makeSampleFacts(kubernetes)).flatMap(({commands}) => commands);
    expect(lines).toContain(
        `kubectl -n chat patch mattermost mm --type merge -p '{"spec":{"image":"mattermost/mattermost-enterprise-fips-edition"}}'`,
    );
    expect(lines.slice(-2)).toEqual([
        `kubectl -n chat patch mattermost mm --type merge -p '{"spec":{"image":"mattermost/mattermost-enterprise-edition"}}'`,
        `test "$(kubectl -n chat get job mattermost-update-check --ignore-not-found -o jsonpath='{.metadata.ownerReferences[0].name}')" != mm || kubectl -n chat delete job mattermost-update-check --ignore-not-found`,
    ]);
    expect(lines.filter((line) => line.startsWith('docker'))).toEqual([]);
});

const linesOf = (changes: Changes) => makeRunbook(makeSampleFacts(changes)).flatMap(({commands}) => commands);
const editOf = (changes: Changes, code: string) =>
    makeRunbook(makeSampleFacts(changes)).find((one) => one.code === code)?.edit;
const [OLD, NEW] = ['mattermost/mattermost-enterprise-edition', 'mattermost/mattermost-enterprise-fips-edition'];

test('a plain Deployment: its own container gets the image, and the manifest its line', () => {
    const lines = linesOf(plain);
    expect(lines).toContain(`kubectl -n team set image deploy/chat server=${NEW}:11.7.2`);
    expect(lines).toContain('kubectl -n team rollout status deploy/chat');
    expect(lines.at(-1)).toBe(`kubectl -n team set image deploy/chat server=${OLD}:11.7.2`);
    expect(editOf(plain, 'change_manifest')).toMatchObject({from: `image: ${OLD}:11.7.2`, to: `image: ${NEW}:11.7.2`});
    expect(lines.filter((line) => /patch mattermost|update-check/.test(line))).toEqual([]);
});

const OVERRIDDEN = {kind: 'resource', file: '', line: null, variable: 'spec.resourcePatch'} as const;
const owner = {tool: 'argo_cd', evidence: 'argocd.argoproj.io/tracking-id'} as const;
const typed = (changes: Changes) =>
    linesOf(changes).filter((line) => /patch mattermost|set image|edit mattermost/.test(line));

test('a resource that Argo CD keeps: its manifest gets the line, and nothing is typed that would be taken back', () => {
    const owned = {...kubernetes, deployment_owner: owner};
    expect(typed(owned)).toEqual([]);
    expect(editOf(owned, 'change_resource_manifest')).toMatchObject({from: `image: ${OLD}`, to: `image: ${NEW}`});
    expect(editOf(owned, 'roll_back')).toMatchObject({from: `image: ${NEW}`, to: `image: ${OLD}`});
});

test('a Deployment that Argo CD keeps is not set either', () => {
    const owned = {...plain, deployment_owner: owner};
    expect(typed(owned)).toEqual([]);
    expect(editOf(owned, 'change_manifest')).toMatchObject({to: `image: ${NEW}:11.7.2`});
});

test('a resource whose own patch names the image: that patch is changed, spec.image would change nothing', () => {
    const pinned = {...kubernetes, image_source: OVERRIDDEN};
    expect(typed(pinned)).toEqual(['kubectl -n chat edit mattermost mm', 'kubectl -n chat edit mattermost mm']);
    expect(editOf(pinned, 'change_resource_patch')).toMatchObject({to: `image: ${NEW}:11.7.2`});
    expect(typed({...pinned, deployment_owner: owner})).toEqual([]);
});

test.each([
    ['<database secret>', undefined],
    ['db', 'db'],
    ["'db'\\''s'", "db's"],
])('a password that is too short: the statement, then the Secret %s', (shown, secret) => {
    const named = {deployment: {...kubernetes.deployment, ...(secret !== undefined && {secret})}} as Changes;
    expect(linesOf({...named, ...short})).toEqual(
        expect.arrayContaining([
            expect.stringContaining("'\\password mmuser'"),
            `kubectl -n chat edit secret ${shown}`,
        ]),
    );
});

test('a StatefulSet is named as one', () => {
    expect(linesOf(inCluster({resource: 'stateful_set'}))).toContain(
        `kubectl -n team set image statefulset/chat server=${NEW}:11.7.2`,
    );
});

test('a Helm release: the value of its own chart, the chart as it is, and the revision before it', () => {
    const lines = linesOf(release);
    expect(lines).toContain(
        `helm -n team upgrade prod <chart> --version 2.6.70 --reuse-values --set mattermostApp.image.repository=${NEW}`,
    );
    expect(lines.at(-1)).toBe('helm -n team rollback prod');
    expect(editOf(release, 'change_values')).toMatchObject({
        from: `mattermostApp.image.repository: ${OLD}`,
        to: `mattermostApp.image.repository: ${NEW}`,
    });
});

test.each([
    ['a digest', {...image, pin: 'digest', reference: `${OLD}:11.7.2@sha256:${'a'.repeat(64)}`}],
    ['a floating tag', {...image, pin: 'floating', reference: `${OLD}:latest`}],
] as const)('a Helm release that names %s: the tag is set too', (_name, running) => {
    const team = inCluster({resource: 'deployment', release: 'prod', chart: 'mattermost-team-edition'});
    expect(linesOf({...team, running_image: running})).toContain(
        `helm -n team upgrade prod <chart> --version <chart version> --reuse-values --set image.repository=${NEW} --set image.tag=11.7.2`,
    );
});

test('a chart nobody knows leaves its keys open', () => {
    expect(linesOf(inCluster({resource: 'deployment', release: 'prod', chart: 'own'}))).toContainEqual(
        expect.stringContaining(`--set <key of the repository>=${NEW}`),
    );
});

test.each(['flux', 'argo_cd'] as const)(
    'a release that %s applies: the line is committed, and nothing is typed',
    (tool) => {
        const owned = {...release, deployment_owner: {tool, evidence: 'a label'}};
        expect(linesOf(owned).filter((line) => /^helm .*(upgrade|rollback)/.test(line))).toEqual([]);
        expect(editOf(owned, 'change_values')).not.toBeNull();
        expect(editOf(owned, 'roll_back')).toMatchObject({to: `mattermostApp.image.repository: ${OLD}`});
    },
);

test('Big Bang: the operator’s resource is made from values that Flux applies', () => {
    const ironBank = 'registry1.dso.mil/ironbank/opensource/mattermost/mattermost';
    const bigBang: Changes = {
        ...inCluster({resource: 'mattermost', release: 'mattermost', chart: 'mattermost', chartVersion: '11.7.2-bb.0'}),
        deployment_owner: {tool: 'flux', evidence: 'helm.toolkit.fluxcd.io/name'},
        running_image: {...image, reference: `${ironBank}:11.7.2`, variant: null},
        fips_image: {...fips, reference: 'registry.example/mattermost-fips:11.7.2'},
    };
    expect(editOf(bigBang, 'change_values')).toMatchObject({
        from: `addons.mattermost.values.image.name: ${ironBank}`,
        to: 'addons.mattermost.values.image.name: registry.example/mattermost-fips',
    });
    expect(codesOf(bigBang)).not.toContain('patch_resource');
});

test('a ClusterInstallation becomes a Mattermost resource first, and nothing else is done to it', () => {
    const old = inCluster({resource: 'cluster_installation'});
    expect(codesOf(old)).toEqual(['back_up', 'turn_into_mattermost']);
    expect(linesOf(old)).toContain(
        `kubectl -n team patch clusterinstallation chat --type merge -p '{"spec":{"migrate":true}}'`,
    );
});

test('without an agent it is the official project, with placeholders', () => {
    const steps = makeRunbook({});
    expect(steps.map(({code}) => code)).toContain('rotate_database_password');
    expect(steps.find(({code}) => code === 'edit_file')?.edit).toMatchObject({
        file: '<project folder>/.env',
        variable: 'MATTERMOST_IMAGE',
    });
});

test.each(['package', 'tarball', 'ecs'] as const)('%s: there is no way, so no commands', (kind) => {
    expect(makeRunbook(makeSampleFacts({deployment: {...deployment, kind}}))).toEqual([]);
});

test('there already: nothing to do; the way back has its own runbook, without password steps', () => {
    const there: Changes = {...EVERYTHING, running_image: {...image, variant: 'fips', reference: fips.reference ?? ''}};
    expect(makeRunbook(makeSampleFacts(there))).toEqual([]);
    expect(makeRunbook(makeSampleFacts({running_image: null, server: {...READY.server, fips: true}}))).toEqual([]);
    const back = makeRunbook(makeSampleFacts(there), 'to_standard');
    expect(back.map(({code}) => code)).toEqual([
        'back_up',
        'pull',
        'edit_file',
        'prove_files',
        'recreate',
        'verify',
        'read_log',
        'try_out',
        'each_host',
        'roll_back',
    ]);
    expect(back.find(({code}) => code === 'pull')?.data.image).toBe('mattermost/mattermost-enterprise-edition:11.7.2');
});

test.each([
    ['Compose', EVERYTHING],
    ['another image in the files', {compose_drift: {services: [], image: {running: 'a\u202eb', wanted: 'mm:11.6.0'}}}],
    ['Docker', {...EVERYTHING, ...docker}],
    ['Kubernetes', {...EVERYTHING, ...kubernetes}],
    ['a plain Deployment', {...EVERYTHING, ...plain}],
    ['a Helm release', {...EVERYTHING, ...release}],
    ['Swarm', {...EVERYTHING, deployment: {...deployment, kind: 'swarm'}}],
    ['hostile names', {...NASTY, ...policy}],
    ['pinned by a digest', {running_image: {...image, pin: 'digest'}}],
    ['floating', {running_image: {...image, pin: 'floating'}}],
] as readonly (readonly [string, Changes])[])(
    'every step has words, and its lines are visible: %s',
    (_name, changes) => {
        const steps = makeRunbook(makeSampleFacts(changes)).map((one) => describeStep(one, speak));
        expect(steps.length).toBeGreaterThan(6);
        for (const {title, text, commands, edit} of steps) {
            expect(`${title} ${text}`).not.toMatch(/undefined|\[object/);
            for (const line of [text, ...commands, edit?.file ?? '', edit?.from ?? '']) {
                expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
            }
        }
    },
);

test('every step there are words for is used', () => {
    const all: readonly Changes[] = [
        EVERYTHING,
        {compose_drift: {services: ['mattermost'], image: {running: 'mm:11.7.2', wanted: 'mm:11.6.0'}}},
        {...EVERYTHING, ...docker},
        kubernetes,
        plain,
        release,
        inCluster({resource: 'cluster_installation'}),
        {...kubernetes, deployment_owner: owner},
        {...kubernetes, image_source: OVERRIDDEN},
        {deployment: {...deployment, kind: 'swarm'}},
    ];
    const used = new Set(all.flatMap((changes) => codesOf(changes)));
    expect(Object.keys(RUNBOOK_WORDS).filter((code) => !used.has(code))).toEqual([]);
});
