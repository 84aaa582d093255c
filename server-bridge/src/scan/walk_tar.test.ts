import type {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import * as fc from 'fast-check';
import {pack} from 'tar-stream';
import type {Header} from 'tar-stream';
import {ArchiveFlaw} from './archive_flaw.ts';
import {makeByteSource} from './byte_source.ts';
import {walkTar} from './walk_tar.ts';
import type {ArchiveEntry} from './walk_tar.ts';

type Content = readonly (readonly [Partial<Header> & {readonly name: string}, string])[];

async function makeTar(content: Content): Promise<Buffer> {
    const archive = pack();
    content.forEach(([header, text]) => archive.entry({...header}, text));
    archive.finalize();
    return buffer(archive as unknown as Readable);
}

async function* cut(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
        yield bytes.subarray(at, at + chunkBytes);
    }
}

/** Reads every body but those called `passed`. */
async function readTar(bytes: Uint8Array, chunkBytes = 700): Promise<readonly (readonly string[])[]> {
    const seen: (readonly string[])[] = [];
    const visit = async ({path, type, linkTarget, body}: ArchiveEntry): Promise<void> => {
        const parts: Uint8Array[] = [];
        if (!path.endsWith('passed')) {
            for await (const chunk of body) {
                parts.push(chunk);
            }
        }
        seen.push([path, type, linkTarget, Buffer.concat(parts).toString()]);
    };
    await walkTar(
        makeByteSource(cut(bytes, chunkBytes), () => undefined),
        visit,
        {takeEntry: () => undefined},
    );
    return seen;
}

/** A header block whose bytes were changed, with the checksum that fits. */
function patch(archive: Buffer, at: number, text: string): Buffer {
    const patched = Buffer.from(archive);
    patched.write(text, at, 'latin1');
    patched.fill(' ', 148, 156);
    const sum = patched.subarray(0, 512).reduce((so, byte) => so + byte, 0);
    patched.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return patched;
}

const LONG = `${'folder/'.repeat(40)}name`;
const CONTENT: Content = [
    [{name: './a/', type: 'directory'}, ''],
    [{name: '/a/first'}, 'one'],
    [{name: 'a/passed'}, 'x'.repeat(2000)],
    [{name: LONG}, 'two'],
    [{name: 'ünïcode', type: 'symlink', linkname: 'a/first'}, ''],
    [{name: 'hard', type: 'link', linkname: 'a/first'}, ''],
    [{name: 'last'}, 'y'.repeat(512)],
];
const EXPECTED = [
    ['a/', 'directory', '', ''],
    ['a/first', 'file', '', 'one'],
    ['a/passed', 'file', '', ''],
    [LONG, 'file', '', 'two'],
    ['ünïcode', 'symlink', 'a/first', ''],
    ['hard', 'other', 'a/first', ''],
    ['last', 'file', '', 'y'.repeat(512)],
];

test.each([1, 511, 512, 700, 100_000])('entries of an archive in chunks of %i bytes', async (chunkBytes) => {
    expect(await readTar(await makeTar(CONTENT), chunkBytes)).toEqual(EXPECTED);
});

test('what stands behind the end counts for nothing, as for Go and the engine', async () => {
    const more = await makeTar([[{name: 'more'}, 'three']]);
    expect(await readTar(Buffer.concat([await makeTar(CONTENT), more]))).toEqual(EXPECTED);
});

test('GNU tar’s long names, and its marks', async () => {
    const gnu = (letter: string, name: string, text: string) =>
        makeTar([[{name}, text]]).then((whole) =>
            patch(patch(whole.subarray(0, -1024), 257, 'ustar  \0'), 156, letter),
        );
    const archive = Buffer.concat([
        await gnu('L', '././@LongLink', `${LONG}\0`),
        await gnu('0', 'cut', 'text'),
        await gnu('S', 'sparse', 'map'),
        Buffer.alloc(1024),
    ]);
    expect(await readTar(archive)).toEqual([
        [LONG, 'file', '', 'text'],
        ['sparse', 'other', '', 'map'],
    ]);
});

test('a hard link has no body, whatever size it gives; a size may stand in base 256', async () => {
    const link = patch(await makeTar([[{name: 'hard', type: 'link', linkname: 'a'}, '']]), 124, '00000001000');
    expect(await readTar(link)).toEqual([['hard', 'other', 'a', '']]);
    const large = patch(await makeTar([[{name: 'file'}, 'body']]), 124, '\u0080\0\0\0\0\0\0\0\0\0\0\u0004');
    expect(await readTar(large)).toEqual([['file', 'file', '', 'body']]);
});

describe('a flaw', () => {
    test('an archive that breaks off anywhere but between two entries', async () => {
        const whole = await makeTar([[{name: 'one'}, 'x'.repeat(600)], ...CONTENT.slice(3, 4)]);
        for (let length = 1; length < whole.length - 1024; length += 61) {
            const read = readTar(whole.subarray(0, length));
            await (length % 512 === 0 && length === 1536 ? read : expect(read).rejects.toBeInstanceOf(ArchiveFlaw));
        }
    });

    test.each<readonly [string, (archive: Buffer) => Buffer]>([
        ['a wrong checksum', (archive) => Buffer.from(archive.fill('z', 0, 1))],
        ['an unknown format', (archive) => patch(archive, 257, 'other')],
        ['a size that is no number', (archive) => patch(archive, 124, 'zzz')],
        ['a size below zero', (archive) => patch(archive, 124, '\u00ff'.repeat(12))],
        ['a size beyond all files', (archive) => patch(archive, 124, `\u0080${'\u00ff'.repeat(11)}`)],
        ['one block of zeros, then more', (archive) => Buffer.concat([Buffer.alloc(512), archive])],
        ['an extended header without an end', (archive) => patch(archive, 156, 'x')],
        ['an extended header larger than any', (archive) => patch(patch(archive, 156, 'x'), 124, '00077777777')],
    ])('%s', async (_, change) => {
        await expect(readTar(change(await makeTar([[{name: 'one'}, '99 path=x']])))).rejects.toBeInstanceOf(
            ArchiveFlaw,
        );
    });

    test('whatever bytes are changed, it is read or it is a flaw', async () => {
        const whole = await makeTar(CONTENT);
        const change = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {minLength: 1, maxLength: 4});
        await fc.assert(
            fc.asyncProperty(change, async (bytes) => {
                const changed = Buffer.from(whole);
                bytes.forEach(([at, byte]) => (changed[at] = byte));
                await readTar(changed).catch((error: unknown) => expect(error).toBeInstanceOf(ArchiveFlaw));
            }),
        );
    });
});
