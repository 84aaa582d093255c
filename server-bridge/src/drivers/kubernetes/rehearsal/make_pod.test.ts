import {makePod} from './make_pod.ts';
import {Template} from './template.ts';

const SECRET = {name: 'licence', secret: {secretName: 'licence'}};
const STORE = {name: 'data', persistentVolumeClaim: {claimName: 'mm'}};
const TOKEN = {
    name: 'kube-api-access',
    projected: {defaultMode: 420, sources: [{serviceAccountToken: {path: 'token'}}, {downwardAPI: {items: []}}]},
};
const mount = (name: string, mountPath: string) => ({name, mountPath});

/** A pod as the cluster has it, with more than a rehearsal takes. */
const makeTemplate = (container: object = {}, spec: object = {}) =>
    Template.parse({
        metadata: {name: 'mm-0', labels: {app: 'mattermost'}},
        spec: {
            serviceAccountName: 'mm',
            hostNetwork: true,
            priorityClassName: 'high',
            nodeName: 'node-1',
            nodeSelector: {pool: 'chat'},
            tolerations: [{key: 'chat', operator: 'Exists'}],
            affinity: {nodeAffinity: {a: 1}, podAntiAffinity: {b: 2}},
            imagePullSecrets: [{name: 'pull'}],
            securityContext: {runAsUser: 2000, sysctls: [{name: 'a', value: 'b'}]},
            containers: [
                {name: 'sidecar', image: 'envoy'},
                {
                    name: 'mattermost',
                    image: 'standard',
                    command: ['mattermost'],
                    env: [{name: 'MM_CONFIG', valueFrom: {secretKeyRef: {name: 'db', key: 'DSN'}}}],
                    envFrom: [{configMapRef: {name: 'own'}}],
                    ports: [{containerPort: 8065}],
                    livenessProbe: {exec: {command: ['true']}},
                    ...container,
                },
            ],
            ...spec,
        },
    });

const make = (template: Template, more: Partial<Parameters<typeof makePod>[0]> = {}) => {
    const container = template.spec.containers.find(({name}) => name === 'mattermost');
    if (!container) {
        throw new Error('no server');
    }
    const pod = makePod({
        template,
        container,
        owner: {apiVersion: 'v1', kind: 'Mattermost', name: 'mm', uid: 'u'},
        image: 'fips',
        running: 'standard',
        program: '/mattermost/bin/mattermost',
        config: undefined,
        pull: false,
        maker: 'm',
        deadlineSeconds: 60,
        ...more,
    });
    return JSON.parse(JSON.stringify(pod)) as {
        readonly spec: {
            readonly volumes: readonly object[];
            readonly initContainers: readonly object[];
            readonly containers: readonly {readonly env: readonly object[]; readonly volumeMounts: readonly object[]}[];
        };
    };
};

test('nodes, pull secrets and confinement are the server’s; network, rights, priority, sidecars and probes are not', () => {
    const {spec} = make(makeTemplate());
    expect(spec).toMatchObject({
        nodeSelector: {pool: 'chat'},
        tolerations: [{key: 'chat', operator: 'Exists'}],
        affinity: {nodeAffinity: {a: 1}},
        imagePullSecrets: [{name: 'pull'}],
        securityContext: {runAsUser: 2000},
    });
    expect(JSON.stringify(spec)).not.toMatch(
        /hostNetwork|serviceAccountName|priorityClass|nodeName|podAntiAffinity|sysctls|envoy|Probe|ports/,
    );
});

test('both images are asked for their release without variables; one whose release is known is not asked', () => {
    expect(make(makeTemplate()).spec.initContainers).toMatchObject([
        {name: 'target-version', image: 'fips', args: ['version']},
        {name: 'running-version', image: 'standard', args: ['version']},
    ]);
    const [only, ...others] = make(makeTemplate(), {running: undefined}).spec.initContainers;
    expect([only, others]).toEqual([expect.not.objectContaining({env: expect.anything() as unknown}), []]);
});

test('variables stay references; a configuration in the command line is no argument', () => {
    const env = [{name: 'MM_CONFIG', valueFrom: {secretKeyRef: {name: 'db', key: 'DSN'}}}];
    expect(make(makeTemplate()).spec.containers).toMatchObject([{env, envFrom: [{configMapRef: {name: 'own'}}]}]);
    expect(make(makeTemplate({args: ['--config', 'postgres://x']})).spec.containers).toMatchObject([
        {args: ['db', 'version'], env: [...env, {name: 'MM_CONFIG', value: 'postgres://x'}]},
    ]);
});

test('what holds configuration is mounted to read; the file store, tokens and paths of the node are not', () => {
    const volumeMounts = [
        mount('licence', '/licence'),
        mount('data', '/mattermost/data'),
        mount('kube-api-access', '/var/run/secrets/kubernetes.io/serviceaccount'),
        mount('host', '/host'),
        mount('tmp', '/tmp'),
    ];
    const volumes = [SECRET, STORE, TOKEN, {name: 'host', hostPath: {path: '/'}}, {name: 'tmp', emptyDir: {}}];
    const {spec} = make(makeTemplate({volumeMounts}, {volumes}));
    expect(spec.volumes).toEqual([SECRET, {name: 'tmp', emptyDir: {}}]);
    expect(spec.containers[0]?.volumeMounts).toEqual([
        {...mount('licence', '/licence'), readOnly: true},
        mount('tmp', '/tmp'),
    ]);
});

test.each([
    ['a file in it', '/mattermost/data/config.json', 1],
    ['a file elsewhere', '/mattermost/config/config.json', 0],
    ['a folder whose name starts like it', '/mattermost/data2/config.json', 0],
    ['a database', 'postgres://x', 0],
    ['unknown, so the image’s own', undefined, 0],
])('a claim is mounted, to read, only where the configuration is a file in it: %s', (_name, config, count) => {
    const template = makeTemplate({volumeMounts: [mount('data', '/mattermost/data')]}, {volumes: [STORE]});
    expect(make(template, {config}).spec.volumes).toEqual(
        count === 0 ? [] : [{name: 'data', persistentVolumeClaim: {claimName: 'mm', readOnly: true}}],
    );
});

test('no privilege is taken over', () => {
    const securityContext = {
        privileged: true,
        allowPrivilegeEscalation: true,
        capabilities: {add: ['NET_RAW'], drop: ['ALL']},
        seccompProfile: {type: 'Unconfined'},
        runAsNonRoot: true,
    };
    expect(make(makeTemplate({securityContext})).spec.containers).toMatchObject([
        {securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}, runAsNonRoot: true}},
    ]);
    expect(JSON.stringify(make(makeTemplate({securityContext})))).not.toMatch(/privileged|NET_RAW|Unconfined/);
});

test('--pull asks the registry for the target image, and for no other', () => {
    const {spec} = make(makeTemplate({imagePullPolicy: 'IfNotPresent'}), {pull: true});
    expect([...spec.initContainers, ...spec.containers]).toMatchObject([
        {imagePullPolicy: 'Always'},
        {imagePullPolicy: 'IfNotPresent'},
        {imagePullPolicy: 'Always'},
    ]);
});
