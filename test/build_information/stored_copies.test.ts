import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {gzipSync} from 'node:zlib';
import {isObserved, makeFact} from '@fips-readiness/core';
import {readStoredCopies} from '@fips-readiness/server-bridge';
import {PLUGIN} from '../samples/facts.ts';
import {renameExperiment} from './altered_program.ts';
import {inChunks, makeArchive} from './archive.ts';
import {buildCorpus} from './corpus.ts';

const BUILD_LIMIT_MS = 180_000;
const FOLDER = '/mattermost/data/plugins/';

let stateDirectory = '';
beforeEach(async () => {
    stateDirectory = await mkdtemp(join(tmpdir(), 'stored-'));
});
afterEach(() => rm(stateDirectory, {recursive: true, force: true}));

/** A container that has these bundles in its file store; counts what is read. */
function makeFiles(bundles: Readonly<Record<string, Buffer>>) {
    const reads: string[] = [];
    const files = {
        statPath: async (path: string) => {
            const bundle = bundles[path.slice(FOLDER.length)];
            return bundle && {sizeBytes: bundle.length};
        },
        readArchive: async (path: string) => {
            const name = path.slice(FOLDER.length);
            reads.push(name);
            return Readable.from(inChunks(await makeArchive({[name]: bundles[name] ?? Buffer.alloc(0)})));
        },
    };
    return {files: {can: true as const, use: files}, reads};
}

async function look(files: ReturnType<typeof makeFiles>['files'], ids: readonly string[]) {
    const plugins = makeFact(
        ids.map((id) => ({...PLUGIN, id, stored: true})),
        'agent_local_mode',
        '2026-11-23T12:00:00.000Z',
    );
    const facts = await readStoredCopies({files, instance: {id: 'c1'}, plugins, stateDirectory});
    return isObserved(facts.plugins) ? facts.plugins.value.map(({storedMode}) => storedMode) : [];
}

async function pack(id: string, program: Buffer | undefined): Promise<Buffer> {
    return gzipSync(
        await makeArchive({
            [`${id}/plugin.json`]: JSON.stringify({id, version: '9.2.2', server: {}}),
            [`${id}/server/dist/plugin-linux-amd64`]: program ?? Buffer.alloc(0),
        }),
    );
}

test(
    'a stored copy is what its own executables prove; each is read once, and only where the FIPS image has a build of it',
    async () => {
        const programs = await buildCorpus();
        const fips = renameExperiment(programs.get('boring') ?? Buffer.alloc(0));
        const bundles = {
            'focalboard.tar.gz': await pack('focalboard', fips),
            'playbooks.tar.gz': await pack('playbooks', programs.get('stripped')),
            'mattermost-ai.tar.gz': Buffer.from('no archive'),
            'jira.tar.gz': await pack('jira', fips),
        };
        const {files, reads} = makeFiles(bundles);
        const ids = ['focalboard', 'playbooks', 'mattermost-ai', 'jira'];
        const expected = ['fips', 'non_fips', undefined, undefined];
        expect(await look(files, ids)).toEqual(expected);
        expect(await look(files, ids)).toEqual(expected);
        expect(reads).toEqual([
            'focalboard.tar.gz',
            'playbooks.tar.gz',
            'mattermost-ai.tar.gz',
            'mattermost-ai.tar.gz',
        ]);
    },
    BUILD_LIMIT_MS,
);

test('a list that was not seen stays as it is', async () => {
    expect(
        await readStoredCopies({...makeFiles({}), instance: {id: 'c1'}, plugins: undefined, stateDirectory}),
    ).toEqual({});
});
