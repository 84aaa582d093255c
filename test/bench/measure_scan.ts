import {createReadStream} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {makeScanReport, scanFile, scanTar} from '@fips-readiness/server-bridge';
import {insertGap} from '../build_information/altered_program.ts';
import {inChunks, makeArchive} from '../build_information/archive.ts';
import {buildCorpus} from '../build_information/corpus.ts';
import {median} from './figure.ts';
import type {Figure} from './figure.ts';

const EXECUTABLE_BYTES = 120_000_000;
const PLUGINS = 50;
const ROUNDS = 5;
const MIB = 1024 * 1024;

/** What reading build information costs: on disk, in a stream beside draining the same one, and for many plugins at once. */
export async function measureScan(): Promise<readonly Figure[]> {
    const small = (await buildCorpus()).get('stripped') ?? Buffer.alloc(0);
    let large = small;
    while (large.length < EXECUTABLE_BYTES) {
        large = insertGap(large);
    }
    const archive = await makeArchive({'server/dist/plugin-linux-amd64': large});
    const many = await makeArchive(
        Object.fromEntries(
            Array.from({length: PLUGINS}, (_, index) => [`p${index}/server/dist/plugin-linux-amd64`, small]),
        ),
    );
    const {ratio, peak} = await beside(archive);
    const {findings} = await scanTar(inChunks(many), () => true);
    const told = makeScanReport(findings).filter(({mode}) => mode === 'non_fips').length;
    const size = `${Math.round(large.length / 1e6)} MB executable`;
    return [
        {name: `scan, bytes read of a ${size} on disk`, value: (await countRead(large)) / MIB, unit: 'MiB', limit: 1},
        {
            name: `scan of a stream, ${size}, over draining it`,
            value: ratio,
            unit: 'times',
            limit: 1.5,
        },
        {name: `scan of a stream, ${size}, extra memory`, value: peak / MIB, unit: 'MiB', limit: 32},
        {name: `scan, plugins of ${PLUGINS} not told in one pass`, value: PLUGINS - told, unit: 'plugins', limit: 0},
    ];
}

/** Scanning a file's stream beside reading the same stream to its end, in turn, and the most memory a scan took. */
async function beside(archive: Buffer): Promise<{readonly ratio: number; readonly peak: number}> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-scan-'));
    const path = join(folder, 'plugins.tar');
    const drains: number[] = [];
    const scans: number[] = [];
    let peak = 0;
    try {
        await writeFile(path, archive);
        for (let round = 0; round < ROUNDS; round += 1) {
            drains.push(await time(() => drain(createReadStream(path))));
            scans.push(await time(() => scanTar(createReadStream(path), () => true)));
            peak = Math.max(peak, await measureMemory(archive));
        }
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
    return {ratio: median(scans) / median(drains), peak};
}

async function drain(stream: AsyncIterable<Uint8Array>): Promise<number> {
    let bytes = 0;
    for await (const chunk of stream) {
        bytes += chunk.length;
    }
    return bytes;
}

/** The most memory outside what was there before, asked for at every tenth chunk. */
async function measureMemory(archive: Buffer): Promise<number> {
    const taken = () => process.memoryUsage().heapUsed + process.memoryUsage().external;
    const before = taken();
    let most = 0;
    async function* watched(): AsyncGenerator<Uint8Array> {
        let chunks = 0;
        for await (const chunk of inChunks(archive)) {
            yield chunk;
            chunks += 1;
            most = chunks % 10 === 0 ? Math.max(most, taken() - before) : most;
        }
    }
    await scanTar(watched(), () => true);
    return most;
}

/** Bytes the process asked the kernel for while it scanned the file (`rchar`), less what asking costs. */
async function countRead(executable: Buffer): Promise<number> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-scan-'));
    const path = join(folder, 'plugin-linux-amd64');
    try {
        await writeFile(path, executable);
        const before = await readCounter();
        await scanFile(path);
        return (await readCounter()) - before;
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}

async function readCounter(): Promise<number> {
    return Number(/^rchar: (\d+)$/m.exec(await readFile('/proc/self/io', 'utf8'))?.[1]);
}

async function time(run: () => Promise<unknown>): Promise<number> {
    const start = performance.now();
    await run();
    return performance.now() - start;
}
