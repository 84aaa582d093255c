import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Readable, Writable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {dumpDatabase} from './dump_database.ts';
import type {DumpInput} from './dump_database.ts';
import type {DumpTools} from './dump_tools.ts';

const LIST = ';\n; Archive\n215; 1259 1 TABLE public posts mm\n3; 0 16386 TABLE DATA public posts mm\n';
const SHA256_OF_DUMP = 'b6ca0868bca6a2926b70aa1a71592038d9030fe26d4214edcfbd6cf41f2f4654';

type World = {
    readonly pgDump?: (signal: AbortSignal) => Promise<number>;
    readonly list?: {readonly exitCode: number; readonly text: string};
    readonly readAll?: number;
};

/** A pg_dump that writes `dump`, and a pg_restore that reads all it gets. */
function makeTools({pgDump, list = {exitCode: 0, text: LIST}, readAll = 0}: World) {
    const calls: string[] = [];
    const restore = async (name: string, stdin: Readable, stdout: Writable, exitCode: number, said: string) => {
        calls.push(name);
        await text(stdin);
        stdout.end(said);
        return {exitCode, stderr: ''};
    };
    const tools: DumpTools = {
        dump: async ({stdout, signal}) => {
            calls.push('dump');
            const exitCode = pgDump ? await pgDump(signal) : 0;
            await new Promise((done) => stdout.end('dump', () => done(undefined)));
            return {exitCode, stderr: 'what it said'};
        },
        list: ({stdin, stdout}) => restore('list', stdin, stdout, list.exitCode, list.text),
        readAll: ({stdin, stdout}) => restore('readAll', stdin, stdout, readAll, ''),
    };
    return {tools, calls};
}

describe('dumpDatabase', () => {
    let folder = '';
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'dump-'));
    });
    afterEach(() => rm(folder, {recursive: true, force: true}));

    const file = () => join(folder, 'mattermost.dump');
    const dump = (world: World, more: Partial<DumpInput> = {}) => {
        const {tools, calls} = makeTools(world);
        return {calls, result: dumpDatabase({tools, file: file(), ...more})};
    };

    /** Never ends by itself, as a pg_dump that waits for a lock. */
    const hang = (signal: AbortSignal) =>
        new Promise<number>((_resolve, reject) => {
            const letGo = () => reject(new Error('let go'));
            signal.addEventListener('abort', letGo, {once: true});
            if (signal.aborted) {
                letGo();
            }
        });

    test('written, kept and read to its end', async () => {
        const grown: number[] = [];
        const {calls, result} = dump({}, {onProgress: (bytes) => grown.push(bytes)});
        await expect(result).resolves.toEqual({code: 'dumped', bytes: 4, entries: 1, sha256: SHA256_OF_DUMP});
        expect(calls).toEqual(['dump', 'list', 'readAll']);
        expect(grown).toEqual([4]);
        await expect(readFile(file(), 'utf8')).resolves.toBe('dump');
        expect((await stat(file())).mode & 0o777).toBe(0o600);
    });

    const failures: readonly (readonly [string, string, World])[] = [
        ['failed', 'pg_dump refuses', {pgDump: () => Promise.resolve(1)}],
        ['failed', 'the engine goes away', {pgDump: () => Promise.reject(new Error('gone'))}],
        ['stalled', 'nothing comes', {pgDump: hang}],
        ['not_verified', 'the list is refused', {list: {exitCode: 1, text: LIST}}],
        ['not_verified', 'no table has data', {list: {exitCode: 0, text: LIST.replace('TABLE DATA', 'VIEW')}}],
        ['not_verified', 'a block is missing', {readAll: 1}],
    ];
    test.each(failures)('%s: %s, and nothing is left', async (reason, _name, world) => {
        await expect(dump(world, {stallMs: 50}).result).resolves.toEqual({code: 'not_dumped', reason});
        await expect(readdir(folder)).resolves.toEqual([]);
    });

    test('interrupted', async () => {
        const stopping = new AbortController();
        const {result} = dump({pgDump: hang}, {signal: stopping.signal});
        stopping.abort();
        await expect(result).resolves.toEqual({code: 'not_dumped', reason: 'interrupted'});
    });

    test('what pg_dump said is kept where it refuses, and nowhere else', async () => {
        const kept: string[] = [];
        const keepErrors = (said: string) => Promise.resolve(void kept.push(said));
        await dump({}, {keepErrors}).result;
        await rm(file());
        expect(kept).toEqual([]);
        await dump({pgDump: () => Promise.resolve(1)}, {keepErrors}).result;
        expect(kept).toEqual(['what it said']);
        const full = () => Promise.reject(new Error('no space'));
        const failed = dump({pgDump: () => Promise.resolve(1)}, {keepErrors: full}).result;
        await expect(failed).resolves.toEqual({code: 'not_dumped', reason: 'failed'});
        await expect(readdir(folder)).resolves.toEqual([]);
    });

    test('a file that is there already is left as it is', async () => {
        await writeFile(file(), 'earlier');
        await expect(dump({}).result).resolves.toEqual({code: 'not_dumped', reason: 'failed'});
        await expect(readFile(file(), 'utf8')).resolves.toBe('earlier');
    });
});
