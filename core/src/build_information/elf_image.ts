import {readBytes} from './byte_range.ts';
import type {Reading} from './byte_range.ts';
import type {UnreadableReason} from './build_information.ts';
import {parseElfHeader} from './elf_header.ts';
import type {ElfHeader} from './elf_header.ts';
import {parsePrograms} from './elf_program.ts';
import type {ElfProgram} from './elf_program.ts';

/** What the beginning of an executable tells of the rest. */
export type ElfImage = {
    readonly header: ElfHeader;
    readonly programs: readonly ElfProgram[];
    /** The first bytes of the file. */
    readonly head: Uint8Array;
    readonly sizeBytes: number;
    /** The mark of UPX is in the head: what the file says of itself is compressed. */
    readonly packed: boolean;
};

const HEAD_BYTES = 4096;
const UPX_MARK = [0x55, 0x50, 0x58, 0x21];

/** Reads header and segments of a file of `sizeBytes`. Every segment is proved to lie inside the file. */
export function* readElfImage(sizeBytes: number): Reading<ElfImage | UnreadableReason> {
    const head = yield* readBytes({offset: 0, length: Math.min(HEAD_BYTES, sizeBytes)});
    if (typeof head === 'string') {
        return 'truncated';
    }
    const header = parseElfHeader(head);
    if (typeof header === 'string') {
        return header;
    }
    const {offset, entryBytes, count} = header.programs;
    const length = entryBytes * count;
    if (offset + length > sizeBytes) {
        return 'truncated';
    }
    const table =
        offset + length <= head.length ? head.subarray(offset, offset + length) : yield* readBytes({offset, length});
    if (typeof table === 'string') {
        return table === 'passed' ? 'unusual_layout' : table;
    }
    const programs = parsePrograms(table, header);
    if (programs.some((one) => !Number.isSafeInteger(one.address + one.fileBytes + one.offset))) {
        return 'unusual_layout';
    }
    if (programs.some((one) => one.kind === 'load' && one.offset + one.fileBytes > sizeBytes)) {
        return 'truncated';
    }
    return {header, programs, head, sizeBytes, packed: holdsMark(head)};
}

function holdsMark(head: Uint8Array): boolean {
    return head.some((_, at) => UPX_MARK.every((byte, index) => head[at + index] === byte));
}
