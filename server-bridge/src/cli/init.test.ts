import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {findKnownFile} from './init.ts';

describe('the settings file of an agent that is there already', () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'known-file-'));
        await writeFile(join(folder, 'fips-agent.yaml'), 'DEPLOYMENT: compose\n');
    });
    afterEach(() => rm(folder, {recursive: true, force: true}));

    const find = (options: Parameters<typeof findKnownFile>[1], env: NodeJS.ProcessEnv = {}) =>
        findKnownFile({env}, {agentDir: folder, ...options});

    test('it is read where nobody names another one', async () => {
        expect(await find({})).toBe(join(folder, 'fips-agent.yaml'));
        expect(await find({settings: '/etc/other.yaml'})).toBe('/etc/other.yaml');
        expect(await find({}, {FIPS_AGENT_SETTINGS: '/etc/other.yaml'})).toBeUndefined();
    });

    test.each([
        ['--context', {context: 'production'}, {}],
        ['--namespace', {namespace: 'chat'}, {}],
        ['--name', {name: 'mm'}, {}],
        ['KUBE_NAMESPACE', {}, {KUBE_NAMESPACE: 'chat'}],
        ['DEPLOYMENT', {}, {DEPLOYMENT: 'kubernetes'}],
    ])('%s names a cluster: what a Docker host’s file pins does not hide it', async (_name, options, env) => {
        expect(await find(options, env)).toBeUndefined();
    });

    test.each([{DEPLOYMENT: 'compose', KUBE_NAMESPACE: 'chat'}, {KUBE_NAMESPACE: ''}])('%j names none', async (env) => {
        expect(await find({}, env)).toBe(join(folder, 'fips-agent.yaml'));
    });
});
