import {mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runOrFail} from '../engine/command.ts';
import {RELEASE, ROOT, VERSION} from './released.ts';

const SOURCE = join(ROOT, 'deploy/kubernetes');

describe('the manifests of a release', () => {
    let folder: string;
    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'manifests-'));
        const archive = join(RELEASE, `fips-agent-${VERSION}-kubernetes.tar.gz`);
        await runOrFail('tar', ['--extract', '--gzip', '--file', archive, '--directory', folder]);
    });
    afterAll(() => rm(folder, {recursive: true, force: true}));

    const readAll = async (root: string) => {
        const all = new Map<string, string>();
        for (const name of (await readdir(root, {recursive: true})).toSorted()) {
            if ((await stat(join(root, name))).isFile()) {
                all.set(name, await readFile(join(root, name), 'utf8'));
            }
        }
        return all;
    };

    test('are all of deploy/kubernetes', async () => {
        const packed = await readAll(join(folder, 'kubernetes'));
        expect([...packed.keys()]).toContain('swap/policy.yaml');
        expect(packed).toEqual(await readAll(SOURCE));
    });

    test('name the agent’s image of the same version', async () => {
        const text = await readFile(join(folder, 'kubernetes/base/kustomization.yaml'), 'utf8');
        expect(text).toContain(`newTag: ${VERSION}\n`);
    });
});
