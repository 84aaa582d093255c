import type {ByteRange} from './byte_range.ts';
import {readAddress} from './elf_header.ts';
import type {ElfHeader} from './elf_header.ts';

/** A segment: `fileBytes` bytes at `offset` of the file, seen at `address` once loaded. */
export type ElfProgram = {
    readonly kind: 'load' | 'interpreter' | 'other';
    readonly writable: boolean;
    readonly executable: boolean;
    readonly offset: number;
    readonly address: number;
    readonly fileBytes: number;
};

const PT_LOAD = 1;
const PT_INTERP = 3;
const PF_X = 1;
const PF_W = 2;

/** Reads the program header table. `bytes` holds the whole table. */
export function parsePrograms(bytes: Uint8Array, {programs, wide, littleEndian}: ElfHeader): readonly ElfProgram[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({length: programs.count}, (_, index) => {
        const start = index * programs.entryBytes;
        const address = (at: number): number => readAddress(view, start + at, wide, littleEndian);
        const type = view.getUint32(start, littleEndian);
        const flags = view.getUint32(start + (wide ? 4 : 24), littleEndian);
        return {
            kind: type === PT_LOAD ? 'load' : type === PT_INTERP ? 'interpreter' : 'other',
            writable: (flags & PF_W) !== 0,
            executable: (flags & PF_X) !== 0,
            offset: address(wide ? 8 : 4),
            address: address(wide ? 16 : 8),
            fileBytes: address(wide ? 32 : 16),
        };
    });
}

/** The segments in which the linker may have put the build information: writable, not executable, in file order. */
export function dataSegments(programs: readonly ElfProgram[]): readonly ElfProgram[] {
    return programs.filter((program) => program.kind === 'load' && program.writable && !program.executable);
}

/** The bytes in the file from `address` to the end of the first segment that holds it; undefined where none does. */
export function rangeFrom(programs: readonly ElfProgram[], address: number): ByteRange | undefined {
    const program = programs.find((one) => address >= one.address && address < one.address + one.fileBytes);
    return (
        program && {
            offset: program.offset + (address - program.address),
            length: program.fileBytes - (address - program.address),
        }
    );
}
