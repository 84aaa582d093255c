import {readBytes} from './byte_range.ts';
import type {Reading} from './byte_range.ts';
import type {UnreadableReason} from './build_information.ts';
import type {ElfImage} from './elf_image.ts';
import {areNamed, findSection, nameRange, parseSections} from './elf_section.ts';
import type {ElfSection} from './elf_section.ts';

const SECTION = '.go.buildinfo';
const MAX_NAMES_BYTES = 256 * 1024;

/** The section Go's linker makes for the blob; `absent` where the file has none, as in files without a section table. */
export function* readBuildInfoSection({
    header,
    head,
    sizeBytes,
}: ElfImage): Reading<ElfSection | 'absent' | 'passed' | UnreadableReason> {
    const {offset, entryBytes, count} = header.sections;
    const length = entryBytes * count;
    if (count === 0) {
        return 'absent';
    }
    if (offset + length > sizeBytes) {
        return 'truncated';
    }
    const table =
        offset + length <= head.length ? head.subarray(offset, offset + length) : yield* readBytes({offset, length});
    if (typeof table === 'string') {
        return table;
    }
    const sections = parseSections(table, header);
    const names = nameRange(sections, header);
    if (!names) {
        return 'damaged';
    }
    if (names.length > MAX_NAMES_BYTES) {
        return 'too_large';
    }
    if (names.offset + names.length > sizeBytes) {
        return 'truncated';
    }
    const bytes = yield* readBytes(names);
    if (typeof bytes === 'string') {
        return bytes;
    }
    return areNamed(sections, bytes) ? (findSection(sections, bytes, SECTION) ?? 'absent') : 'damaged';
}
