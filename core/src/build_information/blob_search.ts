import {findBlob} from './build_info_blob.ts';
import {readBytes} from './byte_range.ts';
import type {Reading} from './byte_range.ts';
import type {UnreadableReason} from './build_information.ts';
import {dataSegments, rangeFrom} from './elf_program.ts';
import type {ElfImage} from './elf_image.ts';
import type {ElfSection} from './elf_section.ts';

/** Addresses in which the blob is looked for; `high` is the first one outside. */
export type SearchRange = {readonly low: number; readonly high: number};

/** Bytes read at a time: a multiple of the blob's alignment, so that its magic never lies across two reads. */
const CHUNK_BYTES = 64 * 1024;
const MAX_SEARCH_BYTES = 64 * 1024 * 1024;
const BLOB_HEADER_BYTES = 32;

/** Where Go looks: in the section, else in the first data segment (Go source: debug/buildinfo, elfExe.DataStart). */
export function searchRange(image: ElfImage, section: ElfSection | 'absent'): SearchRange | undefined {
    if (section !== 'absent') {
        return {low: section.address, high: section.address + section.sizeBytes};
    }
    const [segment] = dataSegments(image.programs);
    return segment && {low: segment.address, high: segment.address + segment.fileBytes};
}

/** True where a whole blob header fits into the range from `address`. */
export function holdsBlob({low, high}: SearchRange, address: number): boolean {
    return address >= low && address + BLOB_HEADER_BYTES <= high;
}

/**
 * The address of the next blob at or after `from`, or undefined where the range, or the segment that holds `from`,
 * has none.
 */
export function* searchBlob(
    image: ElfImage,
    range: SearchRange,
    from: number,
): Reading<number | undefined | UnreadableReason | 'passed'> {
    const whole = rangeFrom(image.programs, from);
    if (!whole) {
        return undefined;
    }
    const length = Math.min(whole.length, range.high - from);
    if (length > MAX_SEARCH_BYTES) {
        return 'too_large';
    }
    for (let done = 0; done < length;) {
        const address = from + done;
        const wanted = Math.min(CHUNK_BYTES - (address % CHUNK_BYTES), length - done);
        const bytes = yield* readBytes({offset: whole.offset + done, length: wanted});
        if (typeof bytes === 'string') {
            return bytes;
        }
        const at = findBlob(bytes, address, 0);
        if (at >= 0) {
            return address + at;
        }
        done += wanted;
    }
    return undefined;
}
