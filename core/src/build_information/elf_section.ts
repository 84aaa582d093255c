import type {ByteRange} from './byte_range.ts';
import {readAddress} from './elf_header.ts';
import type {ElfHeader} from './elf_header.ts';

/** A named part of the file; its name stands at `nameAt` of the name section. */
export type ElfSection = {
    readonly nameAt: number;
    /** SHT_STRTAB: a table of names. */
    readonly holdsNames: boolean;
    readonly address: number;
    readonly offset: number;
    readonly sizeBytes: number;
};

const SHT_STRTAB = 3;

/** Reads the section header table. `bytes` holds the whole table. */
export function parseSections(bytes: Uint8Array, {sections, wide, littleEndian}: ElfHeader): readonly ElfSection[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({length: sections.count}, (_, index) => {
        const start = index * sections.entryBytes;
        const address = (at: number): number => readAddress(view, start + at, wide, littleEndian);
        return {
            nameAt: view.getUint32(start, littleEndian),
            holdsNames: view.getUint32(start + 4, littleEndian) === SHT_STRTAB,
            address: address(wide ? 16 : 12),
            offset: address(wide ? 24 : 16),
            sizeBytes: address(wide ? 32 : 20),
        };
    });
}

/** Where the sections' names stand; undefined where the table points to something else. */
export function nameRange(sections: readonly ElfSection[], {nameSection}: ElfHeader): ByteRange | undefined {
    const section = sections[nameSection];
    return section?.holdsNames ? {offset: section.offset, length: section.sizeBytes} : undefined;
}

/** True where every section has a name in the table, as Go demands of a file it reads. */
export function areNamed(sections: readonly ElfSection[], names: Uint8Array): boolean {
    return names[names.length - 1] === 0 && sections.every(({nameAt}) => nameAt < names.length);
}

/** The first section called `name`; undefined where there is none. */
export function findSection(sections: readonly ElfSection[], names: Uint8Array, name: string): ElfSection | undefined {
    const wanted = [...name].map((character) => character.charCodeAt(0)).concat(0);
    return sections.find(({nameAt}) => wanted.every((byte, index) => names[nameAt + index] === byte));
}
