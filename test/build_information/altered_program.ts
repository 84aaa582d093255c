const MAGIC = Buffer.from('ff20476f206275696c64696e663a', 'hex');
const TEXT_BEGINS = Buffer.from('3077af0c9274080241e1c107e6d618e6', 'hex');
const TEXT_ENDS = Buffer.from('f932433186182072008242104116d8f2', 'hex');

/** Upstream Go refuses GOEXPERIMENT=systemcrypto: the twelve letters of a build with boringcrypto are overwritten. */
export function renameExperiment(program: Buffer): Buffer {
    const renamed = Buffer.from(program);
    for (let at = renamed.indexOf('boringcrypto'); at >= 0; at = renamed.indexOf('boringcrypto', at)) {
        renamed.write('systemcrypto', at);
    }
    return renamed;
}

/** Where the blob stands in a little-endian 64-bit program. */
export function findBlobOffset(program: Buffer): number {
    for (let at = program.indexOf(MAGIC); at >= 0; at = program.indexOf(MAGIC, at + 1)) {
        if (at % 16 === 0 && program[at + 15] === 2) {
            return at;
        }
    }
    throw new Error('the program holds no blob');
}

/**
 * The program with a blob as Go wrote it before 1.18: pointers to two string headers, which stand behind the blob and lead
 * back to the texts in the read-only data. 64-bit little-endian programs only.
 */
export function makeOldFormat(program: Buffer): Buffer {
    const old = Buffer.from(program);
    const blob = findBlobOffset(program);
    const begins = program.indexOf(TEXT_BEGINS);
    const modulesLength = program.indexOf(TEXT_ENDS, begins) + TEXT_ENDS.length - begins;
    const versionLength = program[blob + 32] ?? 0;
    const version = program.subarray(blob + 33, blob + 33 + versionLength);
    const headers = blob + 32;
    old[blob + 14] = 8;
    old[blob + 15] = 0;
    const words = [
        [blob + 16, addressOf(program, headers)],
        [blob + 24, addressOf(program, headers + 16)],
        [headers, addressOf(program, program.indexOf(version))],
        [headers + 8, BigInt(versionLength)],
        [headers + 16, addressOf(program, begins)],
        [headers + 24, BigInt(modulesLength)],
    ] as const;
    words.forEach(([at, word]) => old.writeBigUInt64LE(word, at));
    return old;
}

const GAP_BYTES = 8 * 1024 * 1024;

/** A 64-bit little-endian program with 8 MiB of nothing before its data: more than a stream's reader keeps. */
export function insertGap(program: Buffer): Buffer {
    const programs = Number(program.readBigUInt64LE(32));
    const sections = Number(program.readBigUInt64LE(40));
    const counts = [program.readUInt16LE(56), program.readUInt16LE(60)] as const;
    const offsets = [
        40,
        ...Array.from({length: counts[0]}, (_, index) => programs + index * 56 + 8),
        ...Array.from({length: counts[1]}, (_, index) => sections + index * 64 + 24),
    ];
    const data = Array.from({length: counts[0]}, (_, index) => programs + index * 56)
        .filter((at) => program.readUInt32LE(at) === 1 && program.readUInt32LE(at + 4) === 6)
        .map((at) => program.readBigUInt64LE(at + 8));
    const [from = 0n] = data;
    const moved = Buffer.from(program);
    for (const at of offsets) {
        const offset = program.readBigUInt64LE(at);
        moved.writeBigUInt64LE(offset >= from ? offset + BigInt(GAP_BYTES) : offset, at);
    }
    return Buffer.concat([moved.subarray(0, Number(from)), Buffer.alloc(GAP_BYTES), moved.subarray(Number(from))]);
}

/** The address at which a byte of the file is loaded. */
function addressOf(program: Buffer, offset: number): bigint {
    const table = Number(program.readBigUInt64LE(32));
    for (let index = 0; index < program.readUInt16LE(56); index += 1) {
        const at = table + index * 56;
        const start = program.readBigUInt64LE(at + 8);
        const length = program.readBigUInt64LE(at + 32);
        if (program.readUInt32LE(at) === 1 && BigInt(offset) >= start && BigInt(offset) < start + length) {
            return program.readBigUInt64LE(at + 16) + BigInt(offset) - start;
        }
    }
    throw new Error(`no segment holds byte ${offset}`);
}
