import {spawn} from 'node:child_process';
import {access, mkdir, mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';

import {cachedFolder, pruneCache} from './cache.ts';

const AREA = 'things';
let cache = '';
const before = process.env['FIPS_READINESS_CACHE'];
beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'cache-test-'));
    process.env['FIPS_READINESS_CACHE'] = cache;
    await mkdir(join(cache, AREA));
});
afterEach(async () => {
    if (before === undefined) {
        delete process.env['FIPS_READINESS_CACHE'];
    } else {
        process.env['FIPS_READINESS_CACHE'] = before;
    }
    await rm(cache, {recursive: true, force: true});
});

test('what another process is making is waited for and neither made twice nor pruned', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], {stdio: 'ignore'});
    const draft = join(cache, AREA, `key.draft-${other.pid}-abc`);
    await mkdir(draft);
    let made = false;
    const waiting = cachedFolder(AREA, 'key', () => {
        made = true;
        return Promise.resolve();
    });
    await pruneCache(AREA, 0);
    await access(draft);
    await delay(0);
    expect(made).toBe(false);
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await ended;
    // Its maker is gone: made here, and the draft is nobody's.
    expect(await waiting).toBe(join(cache, AREA, 'key'));
    expect(made).toBe(true);
    await pruneCache(AREA, 0);
    expect(await readdir(join(cache, AREA))).toEqual([]);
});
