import {chmod, mkdir, mkdtemp, rm, stat, symlink} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isTrustedParent, openStateDirectory} from './state_directory.ts';

let folder = '';
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'state-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

test('it is made for its owner alone, and one that others could read is closed', async () => {
    const state = join(folder, 'state');
    await openStateDirectory(state);
    expect((await stat(state)).mode & 0o777).toBe(0o700);
    await chmod(state, 0o755);
    await openStateDirectory(state);
    expect((await stat(state)).mode & 0o777).toBe(0o700);
});

test('a link, and a folder that others can exchange, are refused', async () => {
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'link'));
    await expect(openStateDirectory(join(folder, 'link'))).rejects.toMatchObject({code: 'state_unsafe'});
    await mkdir(join(folder, 'open'));
    await chmod(join(folder, 'open'), 0o777);
    await expect(openStateDirectory(join(folder, 'open/state'))).rejects.toMatchObject({code: 'state_unsafe'});
});

test.each([
    ['root’s folder', {uid: 0, mode: 0o755}, true],
    ['the agent’s own', {uid: 1000, mode: 0o700}, true],
    ['everybody’s, where only an entry’s owner may move it', {uid: 0, mode: 0o1777}, true],
    ['everybody’s', {uid: 0, mode: 0o777}, false],
    ['a group’s', {uid: 0, mode: 0o775}, false],
    ['somebody else’s', {uid: 1001, mode: 0o755}, false],
    ['somebody else’s, sticky', {uid: 1001, mode: 0o1777}, false],
])('below %s', (_name, folderStat, trusted) => {
    expect(isTrustedParent(folderStat, 1000)).toBe(trusted);
});
