import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as fc from 'fast-check';
import {judgeMode} from '@fips-readiness/core';
import type {BuildInformationAnswer, ExecutableMode} from '@fips-readiness/core';
import {findBlobOffset, insertGap, makeOldFormat, renameExperiment} from './altered_program.ts';
import {buildCorpus} from './corpus.ts';
import {readWithGo} from './go_tool.ts';
import {printLikeGo} from './print_like_go.ts';
import {readAtRandom, readForward} from './read_program.ts';

const BUILD_LIMIT_MS = 180_000;
/** Long enough for two cores with other work on them. */
const TEST_LIMIT_MS = 60_000;

/** What each program proves of itself. Those not named are `non_fips`. */
const MODES: Readonly<Record<string, ExecutableMode>> = {
    system: 'fips',
    go_fips140: 'fips',
    boring: 'unknown',
    old_format_system: 'fips',
};

function printed(answer: BuildInformationAnswer): string {
    return answer.code === 'found' ? printLikeGo(answer.information) : `unreadable`;
}

describe('build information of real Go programs', () => {
    let programs: Map<string, Buffer>;
    let folder = '';

    /** Runs Go over all of these at once: a folder's worth costs as much as one file. */
    const askGo = async (files: ReadonlyMap<string, Uint8Array>): Promise<ReadonlyMap<string, string>> => {
        const place = await mkdtemp(join(folder, 'asked-'));
        for (const [name, bytes] of files) {
            await writeFile(join(place, name), bytes, {mode: 0o755});
        }
        const said = await readWithGo(place);
        await rm(place, {recursive: true});
        return said;
    };
    const programNamed = (name: string): Buffer => {
        const program = programs.get(name);
        if (!program) {
            throw new Error(`no program ${name}`);
        }
        return program;
    };

    /** Equal or unreadable, by both ways of reading. Answers how many were found. */
    const compare = (files: ReadonlyMap<string, Uint8Array>, said: ReadonlyMap<string, string>): number => {
        let found = 0;
        for (const [name, bytes] of files) {
            const answers = [readAtRandom(bytes).answer, readForward(bytes).answer];
            for (const answer of answers.filter(({code}) => code === 'found')) {
                found += 1;
                expect([name, printed(answer)]).toEqual([name, said.get(name) ?? 'Go reads nothing']);
            }
        }
        return found;
    };

    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'build-information-test-'));
        programs = new Map(await buildCorpus());
        const system = renameExperiment(programNamed('boring'));
        programs.set('system', system);
        programs.set('old_format', makeOldFormat(programNamed('stripped')));
        programs.set('old_format_large', insertGap(makeOldFormat(programNamed('stripped'))));
        programs.set('pie_large', insertGap(programNamed('pie')));
        programs.set('old_format_system', makeOldFormat(system));
    }, BUILD_LIMIT_MS);

    afterAll(() => rm(folder, {recursive: true, force: true}));

    test(
        'says what go version -m says, from a file and from a stream, in chunks of any size',
        async () => {
            const said = await askGo(programs);
            expect(said.size).toBe(programs.size);
            for (const [name, program] of programs) {
                const expected = [name, said.get(name)];
                expect([name, printed(readAtRandom(program).answer)]).toEqual(expected);
                for (const chunkBytes of [509, 65_536, program.length]) {
                    expect([name, printed(readForward(program, chunkBytes).answer)]).toEqual(expected);
                }
            }
        },
        TEST_LIMIT_MS,
    );

    test('judges the mode by it', () => {
        const judged = [...programs].map(([name, program]) => {
            const {answer} = readAtRandom(program);
            return [name, answer.code === 'found' ? judgeMode(answer.information).mode : answer.code];
        });
        expect(judged).toEqual([...programs.keys()].map((name) => [name, MODES[name] ?? 'non_fips']));
    });

    test('names architecture and module, and tells a static from a dynamic program', () => {
        const informationOf = (name: string) => {
            const {answer} = readAtRandom(programNamed(name));
            return answer.code === 'found' ? answer.information : undefined;
        };
        expect(informationOf('arm64')?.architecture).toBe('arm64');
        expect(informationOf('big_endian_32')?.architecture).toBe('mips');
        expect(informationOf('plain')?.dynamicallyLinked).toBe(false);
        expect(informationOf('plain')?.module?.path).toBe('example.com/small');
        expect(informationOf('plain')?.dependencies[0]?.replacement?.path).toBe('./dependency');
    });

    test('needs one pass over a stream for today’s format and a second for the one before Go 1.18', () => {
        expect(readForward(programNamed('stripped')).passes).toBe(1);
        expect(readForward(programNamed('pie')).passes).toBe(1);
        expect(readForward(programNamed('old_format_large')).passes).toBe(2);
        expect(readForward(programNamed('pie_large')).passes).toBe(1);
    });

    test('reads at most 1 MiB of a program of 120 MB', () => {
        const huge = Buffer.alloc(120 * 1024 * 1024);
        programNamed('stripped').copy(huge);
        const {answer, bytesRead} = readAtRandom(huge);
        expect(printed(answer)).toBe(printed(readAtRandom(programNamed('stripped')).answer));
        expect(bytesRead).toBeLessThanOrEqual(1024 * 1024);
        expect(printed(readForward(huge).answer)).toBe(printed(answer));
    });

    test(
        'a truncated program is never read otherwise than Go reads it',
        async () => {
            const cut = new Map<string, Uint8Array>();
            for (const name of ['plain', 'pie', 'old_format']) {
                const program = programNamed(name);
                const blob = findBlobOffset(programNamed(name === 'old_format' ? 'stripped' : name));
                const lengths = [
                    ...[0, 1, 7, 16, 51, 63, 64, 119, 120, 400, 680, 4095, 4096, 4097],
                    ...[-1, 0, 14, 16, 32, 33, 60, 100, 300, 511].map((more) => blob + more),
                    ...Array.from({length: 16}, (_, index) => Math.floor((program.length * (index + 1)) / 17)),
                    ...[1, 64, 1000].map((less) => program.length - less),
                ];
                lengths.forEach((length) => cut.set(`${name}_${length}`, program.subarray(0, length)));
            }
            compare(cut, await askGo(cut));
        },
        TEST_LIMIT_MS,
    );

    test(
        'a program with altered bytes is never read otherwise than Go reads it',
        async () => {
            const altered = new Map<string, Uint8Array>();
            const names = ['stripped', 'old_format', 'pie', 'big_endian_32'];
            // The parts of a program that lead to the information: header, tables, blob.
            const places = names.map((name) => {
                const program = programNamed(name);
                const magic = program.indexOf(Buffer.from('ff20476f206275696c64696e663a', 'hex'));
                return {name, program, starts: [0, 0, 64, Math.max(magic, 0)]};
            });
            const alteration = fc.record({
                place: fc.nat(names.length - 1),
                start: fc.nat(3),
                bytes: fc.array(fc.tuple(fc.nat(620), fc.nat(255)), {minLength: 1, maxLength: 3}),
            });
            fc.sample(alteration, {numRuns: 120, seed: 20261124}).forEach(({place, start, bytes}, index) => {
                const {name, program, starts} = places[place] ?? {name: '', program: Buffer.alloc(0), starts: []};
                const copy = Buffer.from(program);
                bytes.forEach(([offset, byte]) => (copy[(starts[start] ?? 0) + offset] = byte));
                altered.set(`${name}_${index}`, copy);
            });
            const found = compare(altered, await askGo(altered));
            expect(found).toBeGreaterThan(20);
        },
        TEST_LIMIT_MS,
    );

    test('what is no Go program, or is packed, is unreadable for a reason', () => {
        const upx = Buffer.from(programNamed('stripped').subarray(0, 64 * 1024));
        // UPX leaves two segments and no sections; its mark follows the headers.
        upx.writeUInt16LE(1, 56);
        upx.writeUInt16LE(0, 60);
        upx.writeBigUInt64LE(0n, 40);
        upx.writeBigUInt64LE(BigInt(upx.length), 64 + 32);
        upx.write('UPX!', 64 + 56 + 4);
        const cases: readonly (readonly [string, Uint8Array, string])[] = [
            ['empty', Buffer.alloc(0), 'not_elf'],
            ['script', Buffer.from('#!/bin/sh\necho hello\n'), 'not_elf'],
            ['windows', Buffer.from(`MZ${'\0'.repeat(4096)}`), 'not_elf'],
            ['magic alone', Buffer.from('\u007fELF'), 'truncated'],
            ['packed', upx, 'packed'],
        ];
        for (const [name, bytes, reason] of cases) {
            const expected = [name, {code: 'unreadable', reason}];
            expect([name, readAtRandom(bytes).answer]).toEqual(expected);
            expect([name, readForward(bytes).answer]).toEqual(expected);
        }
    });

    test('a decoy of the blob before the real one does not mislead a stream', async () => {
        const pie = Buffer.from(programNamed('pie'));
        const blob = findBlobOffset(pie);
        // The first writable segment of this program, in which nothing but the section table says the blob is not.
        const decoy = Buffer.from(pie.subarray(blob, blob + 512));
        decoy.write('go9', 33);
        const at = blob - 4096 - (blob % 4096);
        decoy.copy(pie, at);
        const said = await askGo(new Map([['decoy', pie]]));
        expect(printed(readAtRandom(pie).answer)).toBe(said.get('decoy'));
        expect(printed(readForward(pie).answer)).toBe(said.get('decoy'));
    });

    test(
        'no bytes make the reader throw or go round in circles',
        () => {
            const header = programNamed('stripped').subarray(0, 1024);
            const hostile = fc.oneof(
                fc.uint8Array({maxLength: 4096}),
                fc
                    .tuple(fc.nat(1023), fc.uint8Array({maxLength: 2048}))
                    .map(([kept, rest]) => Buffer.concat([header.subarray(0, kept), rest])),
                fc
                    .uint8Array({minLength: 48, maxLength: 512})
                    .map((rest) => Buffer.concat([Buffer.from('7f454c46020101', 'hex'), rest])),
            );
            fc.assert(
                fc.property(hostile, fc.integer({min: 1, max: 5000}), (bytes, chunkBytes) => {
                    expect(readAtRandom(bytes).answer.code).not.toBe('next_pass');
                    expect(readForward(bytes, chunkBytes).answer.code).toBeDefined();
                }),
                {numRuns: 500},
            );
        },
        TEST_LIMIT_MS,
    );
});
