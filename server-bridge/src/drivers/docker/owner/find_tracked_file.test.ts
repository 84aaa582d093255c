import {mkdir, mkdtemp, realpath, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {findTrackedFile} from './find_tracked_file.ts';
import {readGitIndex} from './git_index.ts';

/** An index of these paths, sorted as Git sorts them. */
function makeIndex(paths: readonly string[], version: 2 | 3 | 4 = 2, hashBytes: 20 | 32 = 20): Buffer {
    const header = Buffer.alloc(12);
    header.write('DIRC');
    header.writeUInt32BE(version, 4);
    header.writeUInt32BE(paths.length, 8);
    let before = '';
    const entries = paths.map((name) => {
        // One character a byte.
        const path = Buffer.from(name).toString('latin1');
        const flags = Buffer.alloc(version === 3 ? 4 : 2);
        flags.writeUInt16BE(version === 3 ? 0x4000 | path.length : path.length);
        const fixed = Buffer.concat([Buffer.alloc(40 + hashBytes, 7), flags]);
        if (version === 4) {
            let shared = 0;
            while (shared < before.length && before[shared] === path[shared]) {
                shared += 1;
            }
            const left = before.length - shared;
            before = path;
            const offset = left < 128 ? [left] : [0x80 | ((left >> 7) - 1), left & 0x7f];
            return Buffer.concat([fixed, Buffer.from(offset), Buffer.from(`${path.slice(shared)}\0`, 'latin1')]);
        }
        const entry = Buffer.concat([fixed, Buffer.from(path, 'latin1')]);
        return Buffer.concat([entry, Buffer.alloc(8 - (entry.length % 8))]);
    });
    return Buffer.concat([header, ...entries, Buffer.from('TREE\0\0\0\0'), Buffer.alloc(hashBytes)]);
}

const PATHS = [
    '.env',
    'compose.yaml',
    'deep/folder/with a blank/größe.env',
    `deep/${'x'.repeat(300)}/prod.env`,
    'prod.env',
];

describe('readGitIndex', () => {
    test.each([
        [2, 20],
        [3, 20],
        [4, 20],
        [2, 32],
        [4, 32],
    ] as const)('version %i with hashes of %i bytes', (version, hashBytes) => {
        const read = readGitIndex(makeIndex(PATHS, version, hashBytes), hashBytes);
        expect([...(read ?? [])]).toEqual(PATHS);
    });

    test.each([
        ['nothing', Buffer.alloc(0)],
        ['no index', Buffer.from('not an index at all')],
        ['one cut off', makeIndex(PATHS).subarray(0, 200)],
        ['another version', Buffer.concat([Buffer.from('DIRC\0\0\0\x05'), Buffer.alloc(200)])],
        ['a split one', Buffer.from(makeIndex(PATHS).toString('latin1').replace('TREE', 'link'), 'latin1')],
    ])('%s is not taken for an empty one', (_name, index) => {
        expect(readGitIndex(index, 20)).toBeUndefined();
    });
});

describe('findTrackedFile', () => {
    let folder: string;
    beforeEach(async () => {
        folder = await realpath(await mkdtemp(join(tmpdir(), 'fips-git-')));
    });
    afterEach(() => rm(folder, {recursive: true}));

    const put = async (path: string, content: string | Buffer = ''): Promise<string> => {
        const file = join(folder, path);
        await mkdir(dirname(file), {recursive: true});
        await writeFile(file, content);
        return file;
    };

    test('in a checkout, the file it names and no other', async () => {
        await put('chat/.git/index', makeIndex(['compose.yaml', 'env/prod.env']));
        const tracked = await put('chat/env/prod.env');
        const ignored = await put('chat/.env');
        expect(await findTrackedFile([ignored])).toEqual({code: 'untracked'});
        expect(await findTrackedFile([ignored, tracked])).toEqual({code: 'tracked', path: tracked});
    });

    test('below a checkout', async () => {
        await put('.git/index', makeIndex(['sites/chat/compose.yaml']));
        const tracked = await put('sites/chat/compose.yaml');
        expect(await findTrackedFile([tracked])).toEqual({code: 'tracked', path: tracked});
    });

    test.each([
        ['by its whole path', (root: string) => join(root, 'repo/.git/worktrees/chat')],
        ['from where it is', () => '../repo/.git/worktrees/chat'],
    ])('in a worktree of its own, named %s', async (_how, gitFolder) => {
        await put('repo/.git/worktrees/chat/index', makeIndex(['.env']));
        await put('chat/.git', `gitdir: ${gitFolder(folder)}\n`);
        const tracked = await put('chat/.env');
        expect(await findTrackedFile([tracked])).toEqual({code: 'tracked', path: tracked});
    });

    test('through a link', async () => {
        await put('real/.git/index', makeIndex(['.env']));
        await put('real/.env');
        await symlink(join(folder, 'real'), join(folder, 'chat'));
        const named = join(folder, 'chat/.env');
        expect(await findTrackedFile([named])).toEqual({code: 'tracked', path: named});
    });

    test('in a repository with SHA-256', async () => {
        await put('chat/.git/config', '[extensions]\n\tobjectFormat = sha256\n');
        await put('chat/.git/index', makeIndex(['.env'], 2, 32));
        const tracked = await put('chat/.env');
        expect(await findTrackedFile([tracked])).toEqual({code: 'tracked', path: tracked});
    });

    test('an index nobody can read tells nothing; a repository without one tracks nothing; no repository neither', async () => {
        await put('broken/.git/index', 'DIRC');
        await put('elsewhere/.git', 'gitdir: /gone/worktrees/chat\n');
        await put('fresh/.git/HEAD', 'ref: refs/heads/main\n');
        expect(await findTrackedFile([await put('broken/.env')])).toEqual({code: 'unknown'});
        expect(await findTrackedFile([await put('elsewhere/.env')])).toEqual({code: 'unknown'});
        expect(await findTrackedFile([await put('fresh/.env')])).toEqual({code: 'untracked'});
        expect(await findTrackedFile([await put('none/.env')])).toEqual({code: 'untracked'});
    });
});
