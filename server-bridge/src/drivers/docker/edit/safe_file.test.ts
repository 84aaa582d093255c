import {execFileSync} from 'node:child_process';
import {chmod, link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {areTrusted, readSafeFile, replaceSafeFile} from './safe_file.ts';

let folder = '';
beforeEach(async () => {
    // Everybody may write in the temporary folder: nothing below it is trusted.
    const parent = join(homedir(), '.cache');
    await mkdir(parent, {recursive: true, mode: 0o700});
    folder = await mkdtemp(join(parent, 'safe-file-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

const TEXT = 'POSTGRES_PASSWORD=a\r\n# ü\r\n';

async function put(name = '.env'): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, TEXT, {mode: 0o640});
    return path;
}

test('a regular file of trusted folders is read and replaced, with its mode, and nothing is left beside it', async () => {
    const path = await put();
    expect(await readSafeFile(path)).toEqual({code: 'read', text: TEXT});
    const after = TEXT.replace('=a', '=b');
    expect(await replaceSafeFile(path, TEXT, after)).toEqual({code: 'replaced'});
    expect(await replaceSafeFile(path, TEXT, after)).toEqual({code: 'already'});
    expect(await readFile(path, 'utf8')).toBe(after);
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['.env']);
});

test('a file that somebody changed meanwhile is left alone', async () => {
    const path = await put();
    expect(await replaceSafeFile(path, 'another text', 'b')).toEqual({code: 'differs'});
    expect(await readFile(path, 'utf8')).toBe(TEXT);
});

// security.md rule 13.
test.each<[string, string, () => Promise<string>]>([
    [
        'a link to a file',
        'link',
        async () => {
            await symlink(await put('real'), join(folder, '.env'));
            return join(folder, '.env');
        },
    ],
    [
        'a linked folder above it',
        'link',
        async () => {
            await mkdir(join(folder, 'real'));
            await put('real/.env');
            await symlink(join(folder, 'real'), join(folder, 'project'));
            return join(folder, 'project/.env');
        },
    ],
    [
        'a file with a second name',
        'hard_linked',
        async () => {
            const path = await put();
            await link(path, join(folder, 'second'));
            return path;
        },
    ],
    [
        'a pipe, without waiting for its writer',
        'not_regular',
        async () => {
            execFileSync('mkfifo', [join(folder, '.env')]);
            return join(folder, '.env');
        },
    ],
    [
        'a folder that everybody can write',
        'parent_writable',
        async () => {
            await mkdir(join(folder, 'open'));
            await chmod(join(folder, 'open'), 0o1777);
            return put('open/.env');
        },
    ],
    [
        'bytes that are no UTF-8',
        'not_text',
        async () => {
            await writeFile(join(folder, '.env'), Buffer.from([0x41, 0xff]));
            return join(folder, '.env');
        },
    ],
    ['nothing', 'missing', () => Promise.resolve(join(folder, '.env'))],
])('%s is neither read nor written', async (_name, danger, make) => {
    const path = await make();
    expect(await readSafeFile(path)).toEqual({code: 'danger', danger});
    expect(await replaceSafeFile(path, TEXT, 'b')).toEqual({code: 'danger', danger});
});

test.each([
    ['folders of root', [0, 0], 1000, true],
    ['folders of root and of the file’s own owner', [1000, 1000, 0], 1000, true],
    ['a folder of somebody else', [1000, 1001, 0], 1000, false],
    ['a file of root below somebody’s folder', [1000, 0], 0, false],
])('%s: %j above a file of %d', (_name, parents, owner, trusted) => {
    expect(areTrusted(parents, owner)).toBe(trusted);
});
