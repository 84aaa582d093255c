import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {runCommand} from '../engine/command.ts';
import {buildTwin} from './build_twin.ts';
import type {Twin} from './build_twin.ts';
import {BUNDLE, listReleased, RELEASE, VERSION} from './released.ts';
import {makeSigningKey} from './signing_key.ts';
import type {SigningKey} from './signing_key.ts';

const LANE_TIMEOUT_MS = 600_000;
const SUMS = 'SHA256SUMS';

describe('what make release writes', () => {
    let key: SigningKey;
    let twin: Twin;
    beforeAll(async () => {
        key = await makeSigningKey();
        twin = await buildTwin(key.id, key.env);
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await twin.remove();
        await key.remove();
    }, LANE_TIMEOUT_MS);

    /** Name -> SHA-256, as the file says. */
    const readSums = async (folder: string) =>
        new Map(
            (await readFile(join(folder, SUMS), 'utf8'))
                .trimEnd()
                .split('\n')
                .map((line) => line.split('  ').reverse() as [string, string]),
        );

    test('built in another folder from nothing -> the same bytes, signatures apart', async () => {
        const [here, there] = [await readSums(RELEASE), await readSums(twin.release)];
        const isSignature = ([name]: readonly [string, string]) => name.endsWith('.sig');
        expect([...there].filter((sum) => !isSignature(sum))).toEqual([...here].filter((sum) => !isSignature(sum)));
        expect([...there].filter(isSignature)).toHaveLength(1);
    });

    test.each([
        ['here', () => RELEASE],
        ['in the other folder', () => twin.release],
    ])('SHA256SUMS fits every file %s', async (_name, folder) => {
        const checked = await runCommand('sha256sum', ['--check', '--strict', '--quiet', SUMS], {cwd: folder()});
        expect(checked).toEqual({code: 0, stdout: '', stderr: ''});
        const others = (await listReleased(folder())).filter((name) => !name.startsWith(SUMS));
        expect([...(await readSums(folder())).keys()]).toEqual(others);
    });

    test.each([BUNDLE, SUMS])('the signature of %s is the key’s, and of no other file', async (name) => {
        const file = join(twin.release, name);
        expect(await key.verify(`${file}.sig`, file)).toMatchObject({code: 0});
        expect(await key.verify(`${file}.sig`, join(twin.release, 'licences.txt'))).toMatchObject({code: 1});
    });

    test('the build statement names every artefact with its digest, and where it comes from', async () => {
        const {subject, predicate} = JSON.parse(await readFile(join(RELEASE, 'build.intoto.json'), 'utf8')) as {
            readonly subject: readonly {readonly name: string; readonly digest: {readonly sha256: string}}[];
            readonly predicate: {readonly buildDefinition: Readonly<Record<string, unknown>>};
        };
        const sums = [...(await readSums(RELEASE))].filter(([name]) => name !== 'build.intoto.json');
        expect(subject.map(({name, digest}) => [name, digest.sha256])).toEqual(sums);
        const head = await runCommand('git', ['rev-parse', 'HEAD'], {cwd: RELEASE});
        expect(predicate.buildDefinition).toMatchObject({
            externalParameters: {version: VERSION},
            resolvedDependencies: [
                {digest: {gitCommit: expect.stringContaining(head.stdout.trim()) as string}},
                {name: 'package-lock.json'},
                {name: `node ${process.versions.node}`},
            ],
        });
    });
});
