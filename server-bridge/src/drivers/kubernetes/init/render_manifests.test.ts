import {parseManifests, printManifests} from './manifest.ts';
import {readLayer} from './read_layer.ts';
import type {LayerName} from './read_layer.ts';
import {renderManifests} from './render_manifests.ts';
import type {Names} from './render_manifests.ts';

const NAMES: Names = {
    namespace: 'chat',
    resource: 'mm',
    lease: 'fips-readiness-mm',
    databaseSecret: 'db',
    secrets: ['db', "o'er"],
    readSecrets: ['db', 's3', 'registry'],
    readMaps: ['settings'],
    ports: {443: [5000, 443], 8065: [8443], 5432: [6432, 6432]},
    rehearsal: 'fips-readiness-rehearsal-mm',
    image: 'registry.example.com/agent:1',
    pairs: [],
    settings: {MODE: 'swap'},
    fingerprint: 'aa:bb',
    tokenId: 't',
};

const render = (layers: readonly LayerName[], names: Partial<Names> = {}) =>
    renderManifests(layers.map(readLayer), {...NAMES, ...names});
const everything: readonly LayerName[] = ['base', 'user', 'swap', 'rotation', 'rehearsal'];

test('what bounds the agent is applied before its rights, and the agent last', () => {
    const kinds = render(everything).map(({kind, metadata}) => `${kind} ${metadata.name}`);
    const at = (name: string) => kinds.indexOf(name);
    expect(at('ValidatingAdmissionPolicyBinding fips-agent.chat')).toBeLessThan(at('Role fips-agent-swap'));
    expect(at('ValidatingAdmissionPolicyBinding fips-agent-rotation.chat')).toBeLessThan(
        at('Role fips-agent-rotation'),
    );
    expect(kinds.at(-1)).toBe('Deployment fips-agent');
});

test('a binding is of its own namespace’s policy', () => {
    const bindings = render(everything).filter(({kind}) => kind === 'ValidatingAdmissionPolicyBinding');
    expect(bindings.map(({spec}) => spec)).toEqual([
        expect.objectContaining({policyName: 'fips-agent.chat'}),
        expect.objectContaining({policyName: 'fips-agent-rotation.chat'}),
        expect.objectContaining({policyName: 'fips-agent-rehearsal.chat'}),
    ]);
});

test('nothing is left of the names that a person replaces', () => {
    const text = printManifests('', render(everything));
    expect(text).not.toMatch(
        /namespace: mattermost\b|mattermost-database|fips-readiness-(?:rehearsal-)?mattermost|- mattermost$/m,
    );
});

test('what a check reads is named, and what a rotation writes is the database’s Secret alone', () => {
    const rules = render(everything)
        .filter(({kind}) => kind === 'Role')
        .flatMap((role) => role['rules'] as readonly {readonly resources: readonly string[]}[]);
    expect(rules.filter(({resources: [kind = '']}) => ['secrets', 'configmaps'].includes(kind))).toEqual([
        {apiGroups: [''], resources: ['secrets'], resourceNames: ['db', 's3', 'registry'], verbs: ['get']},
        {apiGroups: [''], resources: ['configmaps'], resourceNames: ['settings'], verbs: ['get']},
        {apiGroups: [''], resources: ['secrets'], resourceNames: ['db'], verbs: ['patch']},
    ]);
});

test('the installation’s own ports are open next to the usual ones', () => {
    const policy = render(['base']).find(({kind}) => kind === 'NetworkPolicy');
    const {egress} = policy?.['spec'] as {
        readonly egress: readonly {readonly ports: readonly {readonly port: number}[]}[];
    };
    expect(egress.map(({ports}) => ports.map(({port}) => port))).toEqual([
        [53, 53, 5353, 5353],
        [443, 6443, 5000],
        [8065, 8443],
        [5432, 6432],
    ]);
});

test('without the database’s Secret no rule is for all Secrets', () => {
    const roles = render(everything, {databaseSecret: undefined, readSecrets: []}).filter(({kind}) => kind === 'Role');
    expect(JSON.stringify(roles)).not.toContain('"secrets"');
});

test('other settings or another token start the pod again', () => {
    const annotation = (names: Partial<Names>) =>
        /fips-readiness\.agent\/change: ([0-9a-f]{64})/.exec(printManifests('', render(['base'], names)))?.[1];
    const settings = {MODE: 'swap', BOT_USER_ID: 'a'};
    const usual = annotation({settings});
    expect(annotation({settings: {BOT_USER_ID: 'a', MODE: 'swap'}})).toBe(usual);
    expect(annotation({settings: {...settings, BOT_USER_ID: 'b'}})).not.toBe(usual);
    expect(annotation({settings, tokenId: 'u'})).not.toBe(usual);
});

test('a pair’s name is a string of the policy, whatever is in it', () => {
    const pairs = [{standard: "a'],['b", fips: 'c\\'}];
    const policy = render(['base', 'swap'], {pairs}).find(({kind}) => kind === 'ValidatingAdmissionPolicy');
    expect(JSON.stringify(policy)).toContain(JSON.stringify(String.raw`['a\'],[\'b', 'c\\'],`).slice(1, -1));
});

test('the pod of a rehearsal reads the Secrets of this installation, and is the only one that may be deleted', () => {
    const rendered = render(['base', 'swap', 'rehearsal']);
    const of = (kind: string) => rendered.find((one) => one.kind === kind && one.metadata.name.includes('rehearsal'));
    expect(of('Role')).toMatchObject({
        rules: [{verbs: ['create']}, {verbs: ['delete'], resourceNames: ['fips-readiness-rehearsal-mm']}],
    });
    expect(of('ValidatingAdmissionPolicy')).toMatchObject({
        spec: {
            variables: expect.arrayContaining([
                {name: 'secrets', expression: String.raw`['db', 'o\'er']`},
                {name: 'own', expression: "request.userInfo.username == 'system:serviceaccount:chat:fips-agent'"},
            ]) as unknown,
        },
    });
});

test('what is printed reads back as the same objects', () => {
    const manifests = render(everything);
    expect(parseManifests(printManifests('# head\n', manifests))).toEqual(manifests);
});

test('an object of another kind is refused', () => {
    expect(() => parseManifests('apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n')).toThrow();
});
