import type {UnreadableReason} from './build_information.ts';

/** A table in the file: `count` entries of `entryBytes` each, from `offset`. */
export type ElfTable = {readonly offset: number; readonly entryBytes: number; readonly count: number};

/** The parts of an ELF header that lead to the build information (System V ABI, gABI 4.1, ELF header). */
export type ElfHeader = {
    /** 64-bit file: addresses take 8 bytes. */
    readonly wide: boolean;
    readonly littleEndian: boolean;
    readonly architecture: string;
    readonly programs: ElfTable;
    readonly sections: ElfTable;
    /** Index of the section that holds the sections' names. */
    readonly nameSection: number;
};

/** Length of a 64-bit header, the longer one, in bytes. */
const ELF_HEADER_BYTES = 64;

const MAGIC = [0x7f, 0x45, 0x4c, 0x46];
const MACHINES: Readonly<Record<number, string>> = {
    3: '386',
    8: 'mips',
    20: 'ppc',
    21: 'ppc64',
    22: 's390x',
    40: 'arm',
    62: 'amd64',
    183: 'arm64',
    243: 'riscv64',
    258: 'loong64',
};

const MAX_TABLE_ENTRIES = 4096;
/** e_phnum or e_shstrndx with this value or above stand elsewhere. */
const EXTENDED_NUMBERING = 0xff00;

/** Reads the first bytes of a file. */
export function parseElfHeader(bytes: Uint8Array): ElfHeader | UnreadableReason {
    if (MAGIC.some((byte, index) => bytes[index] !== byte)) {
        return 'not_elf';
    }
    const wide = bytes[4] === 2;
    const littleEndian = bytes[5] === 1;
    if ((!wide && bytes[4] !== 1) || (!littleEndian && bytes[5] !== 2) || bytes[6] !== 1) {
        return bytes.length < 7 ? 'truncated' : 'damaged';
    }
    if (bytes.length < (wide ? ELF_HEADER_BYTES : 52)) {
        return 'truncated';
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const half = (offset: number): number => view.getUint16(offset, littleEndian);
    if (view.getUint32(20, littleEndian) !== 1) {
        return 'damaged';
    }
    const counts = wide ? 54 : 42;
    const machine = half(18);
    const header: ElfHeader = {
        wide,
        littleEndian,
        architecture: nameArchitecture(machine, wide, littleEndian),
        programs: {
            offset: readAddress(view, wide ? 32 : 28, wide, littleEndian),
            entryBytes: half(counts),
            count: half(counts + 2),
        },
        sections: {
            offset: readAddress(view, wide ? 40 : 32, wide, littleEndian),
            entryBytes: half(counts + 4),
            count: half(counts + 6),
        },
        nameSection: half(counts + 8),
    };
    return findFlaw(header) ?? header;
}

/** An address or offset. Beyond 2^53 it is inexact, and larger than any file. */
export function readAddress(view: DataView, offset: number, wide: boolean, littleEndian: boolean): number {
    return wide ? Number(view.getBigUint64(offset, littleEndian)) : view.getUint32(offset, littleEndian);
}

function findFlaw({programs, sections, nameSection, wide}: ElfHeader): UnreadableReason | undefined {
    if (programs.count === 0 || programs.entryBytes !== (wide ? 56 : 32)) {
        return 'damaged';
    }
    if (sections.count === 0 ? sections.offset !== 0 : sections.offset === 0) {
        return 'unusual_layout';
    }
    if (sections.count > 0 && (sections.entryBytes !== (wide ? 64 : 40) || nameSection >= sections.count)) {
        return nameSection >= EXTENDED_NUMBERING ? 'unusual_layout' : 'damaged';
    }
    return Math.max(programs.count, sections.count) > MAX_TABLE_ENTRIES ? 'too_large' : undefined;
}

function nameArchitecture(machine: number, wide: boolean, littleEndian: boolean): string {
    const name = MACHINES[machine] ?? `elf_${machine}`;
    if (name === 'mips') {
        return `mips${wide ? '64' : ''}${littleEndian ? 'le' : ''}`;
    }
    return name === 'ppc64' && littleEndian ? 'ppc64le' : name;
}
