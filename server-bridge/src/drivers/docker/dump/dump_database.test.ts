import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import type {Engine} from '../engine/engine.ts';
import type {ExecStreamOptions} from '../engine/exec_stream.ts';
import {dumpDatabase} from './dump_database.ts';
import type {DumpInput} from './dump_database.ts';

const LIST = ';\n; Archive\n215; 1259 1 TABLE public posts mm\n3; 0 16386 TABLE DATA public posts mm\n';
const SHA256_OF_DUMP = 'b6ca0868bca6a2926b70aa1a71592038d9030fe26d4214edcfbd6cf41f2f4654';

type World = {
    readonly pgDump?: (options: ExecStreamOptions) => Promise<number>;
    readonly list?: {readonly exitCode: number; readonly text: string};
    readonly readAll?: number;
};

/** A container whose pg_dump writes `dump` and whose pg_restore reads all it gets. */
function makeEngine({pgDump, list = {exitCode: 0, text: LIST}, readAll = 0}: World) {
    const calls: string[] = [];
    const execStream = async (_id: string, argv: readonly string[], options: ExecStreamOptions) => {
        calls.push(argv[0] ?? '');
        if (argv[0] === 'pg_dump') {
            const exitCode = pgDump ? await pgDump(options) : 0;
            await new Promise((done) => options.stdout.end('dump', () => done(undefined)));
            return {exitCode, stderr: ''};
        }
        if (options.stdin) {
            await text(options.stdin);
        }
        options.stdout.end(argv[0] === 'sh' ? list.text : '');
        return {exitCode: argv[0] === 'sh' ? list.exitCode : readAll, stderr: ''};
    };
    const exec = (_id: string, argv: readonly string[]) => {
        calls.push(argv.at(-1)?.split('(')[0] ?? '');
        return Promise.resolve({exitCode: 0, stdout: '', stderr: ''});
    };
    return {engine: {execStream, exec} as unknown as Engine, calls};
}

describe('dumpDatabase', () => {
    let folder = '';
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'dump-'));
    });
    afterEach(() => rm(folder, {recursive: true, force: true}));

    const file = () => join(folder, 'mattermost.dump');
    const dump = (world: World, more: Partial<DumpInput> = {}) => {
        const {engine, calls} = makeEngine(world);
        const dsn = {user: 'mm', database: 'chat'};
        return {calls, result: dumpDatabase({engine, containerId: 'c', dsn, file: file(), ...more})};
    };

    /** Never ends by itself, as a pg_dump that waits for a lock. */
    const hang = ({signal}: ExecStreamOptions) =>
        new Promise<number>((_resolve, reject) => {
            const letGo = () => reject(new Error('let go'));
            signal?.addEventListener('abort', letGo, {once: true});
            if (signal?.aborted === true) {
                letGo();
            }
        });

    test('written, kept and read to its end', async () => {
        const grown: number[] = [];
        const {calls, result} = dump({}, {onProgress: (bytes) => grown.push(bytes)});
        await expect(result).resolves.toEqual({code: 'dumped', bytes: 4, entries: 1, sha256: SHA256_OF_DUMP});
        expect(calls).toEqual(['pg_dump', 'sh', 'pg_restore']);
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

    test('interrupted, and what pg_dump began is ended in the database', async () => {
        const stopping = new AbortController();
        const {calls, result} = dump({pgDump: hang}, {signal: stopping.signal});
        stopping.abort();
        await expect(result).resolves.toEqual({code: 'not_dumped', reason: 'interrupted'});
        expect(calls).toEqual(['pg_dump', 'select pg_terminate_backend']);
    });

    test('a file that is there already is left as it is', async () => {
        await writeFile(file(), 'earlier');
        await expect(dump({}).result).resolves.toEqual({code: 'not_dumped', reason: 'failed'});
        await expect(readFile(file(), 'utf8')).resolves.toBe('earlier');
    });
});
